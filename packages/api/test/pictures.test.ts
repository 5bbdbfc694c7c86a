import { tables, withScope } from "@pumpd/db";
import { saveArtifact } from "@pumpd/domain/artifacts";
import { enqueueJob } from "@pumpd/domain/jobs";
import { BY_TEST, createAccount, createOrganisation, createRestaurant, type TestOrganisation } from "@pumpd/testing";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { handleLivePicture, handlePicture } from "../src/index.ts";
import { BASE_URL, openSetting, type Setting, signedIn, type Visitor } from "./setting.ts";

let setting: Setting;
let organisation: TestOrganisation;
let viewer: Visitor;
let stranger: Visitor;
let jobId: string;
const bytes = Buffer.from("not really a picture, but nobody looks inside");

beforeAll(async () => {
  setting = await openSetting();
  organisation = await createOrganisation(setting.owner);
  viewer = await signedIn(setting, { scope: organisation.scope, role: "viewer" });
  stranger = await signedIn(setting, { scope: (await createOrganisation(setting.owner)).scope, role: "admin" });
  const { id: restaurantId } = await createRestaurant(setting.owner, { scope: organisation.scope });
  await createAccount(setting.owner, { scope: organisation.scope, restaurantId });
  const asked = { by: BY_TEST, type: "register_restaurant", restaurantId };
  jobId = (await withScope(setting.owner, organisation.scope, (tx) => enqueueJob(tx, asked))).jobId;
});
afterAll(() => setting.close());

const ABSENT = "01993f3e-0000-7000-8000-00000000dead";

async function ask(handler: typeof handlePicture, id: string, cookie?: string) {
  const request = new Request(`${BASE_URL}/api/pictures/${id}`, { headers: cookie ? { cookie } : {} });
  const response = await handler(setting.services, { request, id });
  return { status: response.status, headers: response.headers, body: await response.text() };
}

const withoutNumber = (body: string) => body.replace(/"requestId":"[^"]*"/, "");

describe("a picture of a job", () => {
  const save = (contentType: string) =>
    saveArtifact(setting.owner, {
      scope: organisation.scope,
      store: setting.services.artifacts,
      jobId,
      attempt: 1,
      step: "create",
      kind: contentType === "text/csv" ? "csv" : "step",
      caption: "The form",
      contentType,
      bytes,
    });

  async function rowOf(id: string) {
    const [row] = await setting.owner.select().from(tables.artifacts).where(eq(tables.artifacts.id, id));
    if (!row) throw new Error("no such artifact");
    return row;
  }

  test("is shown to a viewer, as a picture and as nothing else", async () => {
    const id = await save("image/png");
    const { status, headers, body } = await ask(handlePicture, id, viewer.cookie);
    expect([status, body]).toEqual([200, bytes.toString()]);
    expect(Object.fromEntries(headers)).toMatchObject({
      "content-type": "image/png",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
      "cache-control": "private, no-store",
    });
  });

  test("is not shown to somebody signed out, and next door it was never there", async () => {
    const id = await save("image/png");
    expect((await ask(handlePicture, id)).status).toBe(401);
    const [foreign, absent, malformed] = await Promise.all([
      ask(handlePicture, id, stranger.cookie),
      ask(handlePicture, ABSENT, stranger.cookie),
      ask(handlePicture, "../../secrets.json", stranger.cookie),
    ]);
    expect(foreign.status).toBe(404);
    expect(withoutNumber(foreign.body)).toBe(withoutNumber(absent.body));
    expect(malformed.status).toBe(404);
  });

  test("is not shown when it is no picture, or when its file is gone", async () => {
    const menu = await save("text/csv");
    expect((await ask(handlePicture, menu, viewer.cookie)).status).toBe(404);
    const id = await save("image/png");
    const { storageKey } = await rowOf(id);
    await setting.services.artifacts.remove(storageKey);
    expect((await ask(handlePicture, id, viewer.cookie)).status).toBe(404);
  });
});

describe("a live picture", () => {
  test("is the newest frame for a viewer, nothing while there is none, and nothing next door", async () => {
    expect((await ask(handleLivePicture, jobId, viewer.cookie)).status).toBe(204);
    await setting.owner
      .insert(tables.livePictures)
      .values({ jobId, organisationId: organisation.id, contentType: "image/jpeg", bytes: new Uint8Array(bytes) });
    const frame = await ask(handleLivePicture, jobId, viewer.cookie);
    expect([frame.status, frame.body, frame.headers.get("content-type")]).toEqual([
      200,
      bytes.toString(),
      "image/jpeg",
    ]);
    expect((await ask(handleLivePicture, jobId, stranger.cookie)).status).toBe(204);
    expect((await ask(handleLivePicture, ABSENT, stranger.cookie)).status).toBe(204);
    expect((await ask(handleLivePicture, jobId)).status).toBe(401);
  });
});
