export type SignInEnding = "in" | "refused" | "tooMany" | "noAnswer";

/** Posts to our own auth route. The answer never says which of the two was wrong. */
export async function signIn(email: string, password: string): Promise<SignInEnding> {
  try {
    const answer = await fetch("/api/auth/sign-in/email", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email, password }),
    });
    if (answer.ok) return "in";
    if (answer.status === 429) return "tooMany";
    return answer.status >= 500 ? "noAnswer" : "refused";
  } catch {
    return "noAnswer"; // the line is cut: the person can only try again
  }
}
