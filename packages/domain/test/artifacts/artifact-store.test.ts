import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import S3rver from "s3rver";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type ArtifactPlace,
  type ArtifactStore,
  artifactPlaceOf,
  openArtifactStore,
} from "../../src/artifacts/index.ts";

const directory = mkdtempSync(join(tmpdir(), "pumpd-store-"));
const server = new S3rver({
  port: 0,
  address: "127.0.0.1",
  silent: true,
  directory: join(directory, "bucket"),
  configureBuckets: [{ name: "pumpd", configs: [] }],
});
let bucket: ArtifactPlace;

beforeAll(async () => {
  const { port } = await server.run();
  bucket = artifactPlaceOf({
    S3_BUCKET: "pumpd",
    S3_REGION: "us-east-1",
    S3_ENDPOINT: `http://127.0.0.1:${port}`,
    // What this server knows by heart.
    S3_ACCESS_KEY_ID: "S3RVER",
    S3_SECRET_ACCESS_KEY: "S3RVER",
  });
});
afterAll(async () => {
  await server.close();
  rmSync(directory, { recursive: true, force: true });
});

const bytesOf = (words: string) => new TextEncoder().encode(words);
const LARGE = 12 * 1024 * 1024;

describe.each([
  ["a directory", () => artifactPlaceOf({ ARTIFACTS_DIR: join(directory, "files"), S3_REGION: "us-east-1" })],
  ["a bucket", () => bucket],
] as const)("%s", (_name, place) => {
  let store: ArtifactStore;
  beforeAll(() => {
    store = openArtifactStore(place());
  });

  test("gives back what was written, the newest where it was written twice, and nothing where there is nothing", async () => {
    const key = "org-a/01/one.png";
    expect(await store.read(key)).toBeUndefined();
    expect(await store.readStream(key)).toBeUndefined();
    await store.write(key, bytesOf("first"));
    await store.write(key, bytesOf("kererū"));
    expect(Buffer.from((await store.read(key)) ?? []).toString()).toBe("kererū");
    expect(await text((await store.readStream(key)) ?? Readable.from([]))).toBe("kererū");
  });

  test("removes one file and keeps the others; what is gone may be removed again", async () => {
    await store.write("org-b/01/one.png", bytesOf("one"));
    await store.write("org-b/02/two.png", bytesOf("two"));
    await store.remove("org-b/01/one.png");
    await store.remove("org-b/01/one.png");
    expect(await store.read("org-b/01/one.png")).toBeUndefined();
    expect(await store.read("org-b/02/two.png")).toBeDefined();
  });

  test("takes what is too large for memory piece by piece, and gives it out so", async () => {
    const piece = Buffer.alloc(LARGE / 12, "p");
    await store.writeFrom("org-c/large.zip", Readable.from(Array.from({ length: 12 }, () => piece)));
    let length = 0;
    for await (const part of (await store.readStream("org-c/large.zip")) ?? []) length += part.byteLength;
    expect(length).toBe(LARGE);
  });

  test("a source that breaks leaves nothing behind", async () => {
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from("half");
        throw new Error("cut");
      })(),
    );
    await expect(store.writeFrom("org-c/half.zip", broken)).rejects.toThrow("cut");
    expect(await store.read("org-c/half.zip")).toBeUndefined();
    const files = readdirSync(directory, { recursive: true }).map(String);
    expect(files.filter((file) => file.includes("half.zip"))).toEqual([]);
  });

  test("removes a whole folder and no other that begins like it, also when there is none", async () => {
    for (const key of ["org-d/01/one.png", "org-d/02/two.png", "org-dd/01/three.png"])
      await store.write(key, bytesOf(key));
    await store.removeFolder("org-d");
    await store.removeFolder("org-d");
    expect(await store.read("org-d/01/one.png")).toBeUndefined();
    expect(await store.read("org-d/02/two.png")).toBeUndefined();
    expect(await store.read("org-dd/01/three.png")).toBeDefined();
  });
});

test("a bucket goes before a directory; half a credential and no place at all are named", () => {
  const region = { S3_REGION: "us-east-1" };
  expect(artifactPlaceOf({ ...region, S3_BUCKET: "pumpd", ARTIFACTS_DIR: "/files" })).toHaveProperty("s3");
  expect(() => artifactPlaceOf({ ...region, S3_BUCKET: "pumpd", S3_ACCESS_KEY_ID: "me" })).toThrow("both or none");
  expect(() => artifactPlaceOf(region)).toThrow("ARTIFACTS_DIR or S3_BUCKET");
});
