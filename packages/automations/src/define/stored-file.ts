import { z } from "zod";

/** A file that was checked and stored before the job was asked for. The hash is of its bytes; a flow compares it. */
export const storedFileSchema = z.object(
  {
    artifactId: z.uuid(),
    fileName: z.string().min(1).max(255),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    bytes: z.number().int().positive(),
  },
  { error: "Choose a file" },
);
export type StoredFile = z.output<typeof storedFileSchema>;
