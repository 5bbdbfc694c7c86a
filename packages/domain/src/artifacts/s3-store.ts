import type { Readable } from "node:stream";
import type { S3Client } from "@aws-sdk/client-s3";
import type { ArtifactStore } from "./artifact-store.ts";

/** A bucket of any S3-compatible service. */
export type S3Settings = {
  bucket: string;
  region: string;
  /** of services that are not AWS's own; addressed by path, which all of them understand */
  endpoint: string | undefined;
  /** without them the surroundings say who we are: a role of the machine, for example */
  credentials: { accessKeyId: string; secretAccessKey: string } | undefined;
};

const LIST_AT_ONCE = 1_000;

/** The SDK is loaded when the first file is asked for: who keeps files on a disk does not pay for it. */
export function s3Store({ bucket, ...settings }: S3Settings): ArtifactStore {
  let opened: Promise<{ sdk: typeof import("@aws-sdk/client-s3"); client: S3Client }> | undefined;
  const open = () => {
    opened ??= import("@aws-sdk/client-s3").then((sdk) => ({ sdk, client: connect(sdk, settings) }));
    return opened;
  };

  async function get(key: string) {
    const { sdk, client } = await open();
    try {
      const { Body } = await client.send(new sdk.GetObjectCommand({ Bucket: bucket, Key: key }));
      return Body;
    } catch (error) {
      if (error instanceof sdk.NoSuchKey) return undefined;
      throw error;
    }
  }

  return {
    write: async (key, bytes) => {
      const { sdk, client } = await open();
      await client.send(new sdk.PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes }));
    },
    writeFrom: async (key, source) => {
      const [{ client }, { Upload }] = await Promise.all([open(), import("@aws-sdk/lib-storage")]);
      await new Upload({ client, params: { Bucket: bucket, Key: key, Body: source } }).done();
    },
    read: async (key) => (await get(key))?.transformToByteArray(),
    // On Node it is always one of Node's streams; the type also speaks of browsers.
    readStream: async (key) => (await get(key)) as Readable | undefined,
    remove: async (key) => {
      const { sdk, client } = await open();
      await client.send(new sdk.DeleteObjectCommand({ Bucket: bucket, Key: key }));
    },
    removeFolder: async (folder) => {
      const { sdk, client } = await open();
      for (;;) {
        const list = new sdk.ListObjectsV2Command({ Bucket: bucket, Prefix: `${folder}/`, MaxKeys: LIST_AT_ONCE });
        const { Contents = [] } = await client.send(list);
        if (Contents.length === 0) return;
        const Objects = Contents.map(({ Key }) => ({ Key }));
        const { Errors = [] } = await client.send(
          new sdk.DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }),
        );
        if (Errors.length > 0) throw new Error(`${Errors.length} files could not be removed: ${Errors[0]?.Message}`);
      }
    },
  };
}

function connect(
  { S3Client: Client }: typeof import("@aws-sdk/client-s3"),
  { region, endpoint, credentials }: Omit<S3Settings, "bucket">,
): S3Client {
  return new Client({
    region,
    ...(endpoint && { endpoint, forcePathStyle: true }),
    ...(credentials && { credentials }),
    // The newer checksums are AWS's own; others refuse them.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });
}
