import { SETTINGS_WORDS as W } from "./words";

export type PasswordEnding = { kind: "changed" } | { kind: "wrong" } | { kind: "refused"; words: string };

type Answer = { code?: string; message?: string };

/** Posts to our own auth route. */
export async function changePassword(currentPassword: string, newPassword: string): Promise<PasswordEnding> {
  try {
    const response = await fetch("/api/auth/change-password", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ currentPassword, newPassword }),
    });
    if (response.ok) return { kind: "changed" };
    const answer = (await response.json()) as Answer;
    if (answer.code === "INVALID_PASSWORD") return { kind: "wrong" };
    return { kind: "refused", words: answer.message ?? W.noAnswer };
  } catch {
    return { kind: "refused", words: W.noAnswer }; // the line is cut: the person can only try again
  }
}
