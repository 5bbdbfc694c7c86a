import { z } from "zod";

/** What staff may hand us: a menu, a picture, code for a website's pages. */
export const UPLOAD_KINDS = ["csv", "image", "code"] as const;
export const uploadKindSchema = z.enum(UPLOAD_KINDS);
export type UploadKind = z.infer<typeof uploadKindSchema>;

/** The most bytes of one file (reliability reference, S26 and S28). */
export const UPLOAD_BYTES: Readonly<Record<UploadKind, number>> = {
  csv: 2 * 1024 * 1024,
  image: 5 * 1024 * 1024,
  code: 256 * 1024,
};

/** Pictures we take, by what they hold and not by their name. No SVG, which is a program. */
export const IMAGE_TYPES = ["image/png", "image/jpeg", "image/webp"] as const;
/** Beyond it one picture could fill the memory of whoever opens it. */
export const IMAGE_PIXELS = 25_000_000;
