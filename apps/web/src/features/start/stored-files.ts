import { type StoredFile, storedFileSchema } from "@pumpd/automations/define";
import type { UploadKind } from "@pumpd/model";
import { z } from "zod";

/** The server looked at a file and did not take it, or did not answer. The message is for people. */
export class NotStored extends Error {}

const refusalSchema = z.object({ detail: z.string() });

type FileToStore = { restaurantId: string; kind: UploadKind; name: string; body: Blob | string };

/** Hands a file to our server, which checks what it holds. Throws `NotStored`. */
export async function storeFile({ restaurantId, kind, name, body }: FileToStore): Promise<StoredFile> {
  const query = new URLSearchParams({ restaurantId, kind, name });
  const answer = await fetch(`/api/files?${query}`, { method: "POST", body }).catch(() => undefined);
  const read: unknown = await answer?.json().catch(() => undefined);
  const stored = storedFileSchema.safeParse(read);
  if (answer?.ok && stored.success) return stored.data;
  const refusal = refusalSchema.safeParse(read);
  throw new NotStored(refusal.success ? refusal.data.detail : "No answer from our server. The file was not stored.");
}

/** The text of a stored menu or piece of code. Throws `NotStored` when it is gone. */
export async function readStoredText(artifactId: string): Promise<string> {
  const answer = await fetch(`/api/files/${artifactId}`).catch(() => undefined);
  if (!answer?.ok) throw new NotStored("We do not have this file any more. Choose it again.");
  return answer.text();
}

/** Hands a text to the person as a file. */
export function saveAs(fileName: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
