import { uuidSchema } from "@pumpd/model";
import { invalidInput } from "../errors.ts";

/** A place in the order of `(updated_at, id)`. `id` is missing when it stands for a moment and not for a row. */
export type JobCursor = { at: string; id: string | null };

export function toJobCursor({ at, id }: JobCursor): string {
  return id === null ? at : `${at}_${id}`;
}

/** Throws INVALID_INPUT for text that we have not made. */
export function fromJobCursor(cursor: string): JobCursor {
  const [at = "", id = null] = cursor.split("_");
  const isTime = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at) && !Number.isNaN(Date.parse(at));
  if (!isTime || (id !== null && !uuidSchema.safeParse(id).success))
    throw invalidInput({ cursor: "This page address is not one of ours." });
  return { at, id };
}
