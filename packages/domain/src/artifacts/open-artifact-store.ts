import { resolve } from "node:path";
import { z } from "zod";
import { type ArtifactStore, fileStore } from "./artifact-store.ts";
import { type S3Settings, s3Store } from "./s3-store.ts";

/** Where files are kept: below a directory, or in a bucket. */
export type ArtifactPlace = { directory: string } | { s3: S3Settings };

/** The variables that say where, for the environments of web and worker alike. */
export const artifactVariables = {
  ARTIFACTS_DIR: z.string().min(1).optional(),
  S3_BUCKET: z.string().min(3).optional(),
  S3_REGION: z.string().min(1).default("us-east-1"),
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
} as const;

type Given = z.infer<z.ZodObject<typeof artifactVariables>>;

/** A bucket where one is named, else the directory. Throws what is missing, in words. */
export function artifactPlaceOf(env: Given): ArtifactPlace {
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (env.S3_BUCKET === undefined) {
    if (env.ARTIFACTS_DIR === undefined) throw new Error("ARTIFACTS_DIR or S3_BUCKET: one of them");
    return { directory: resolve(env.ARTIFACTS_DIR) };
  }
  if ((accessKeyId === undefined) !== (secretAccessKey === undefined))
    throw new Error("S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY: both or none");
  const credentials = accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined;
  return { s3: { bucket: env.S3_BUCKET, region: env.S3_REGION, endpoint: env.S3_ENDPOINT, credentials } };
}

export function openArtifactStore(place: ArtifactPlace): ArtifactStore {
  return "s3" in place ? s3Store(place.s3) : fileStore(place.directory);
}
