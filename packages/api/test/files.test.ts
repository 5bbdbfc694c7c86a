import { crc32 } from "node:zlib";
import { tables, withScope } from "@pumpd/db";
import { prepareJob } from "@pumpd/domain/jobs";
import { createOrganisation, createRestaurant, type TestOrganisation } from "@pumpd/testing";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { handleFile, handleUpload } from "../src/index.ts";
import { BASE_URL, call, openSetting, type Setting, signedIn, type Visitor } from "./setting.ts";

let setting: Setting;
let organisation: TestOrganisation;
let operator: Visitor;
let viewer: Visitor;
let stranger: Visitor;
let restaurantId: string;

const HEADER =
  "menuID,menuName,menuDisplayName,menuDescription,categoryID,categoryName,categoryDisplayName,categoryDescription,dishID,dishName,dishPrice,dishType,dishDescription,displayName,printName,tags";
const menu = (...dishes: [name: string, price: string][]) =>
  [HEADER, ...dishes.map(([name, price]) => `,Menu,,,,Kai,,,,${name},${price},standard,,,,`)].join("\n");
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

beforeAll(async () => {
  setting = await openSetting();
  organisation = await createOrganisation(setting.owner);
  const { scope } = organisation;
  operator = await signedIn(setting, { scope, role: "operator" });
  viewer = await signedIn(setting, { scope, role: "viewer" });
  stranger = await signedIn(setting, { scope: (await createOrganisation(setting.owner)).scope, role: "admin" });
  restaurantId = (await createRestaurant(setting.owner, { scope })).id;
});
afterAll(() => setting.close());

type Asked = { cookie?: string; kind?: string; name?: string; origin?: string; to?: string };

async function upload(body: BodyInit, { cookie, kind = "csv", name = "menu.csv", origin = BASE_URL, to }: Asked) {
  const url = new URL("/api/files", BASE_URL);
  url.search = String(new URLSearchParams({ restaurantId: to ?? restaurantId, kind, name }));
  const request = new Request(url, {
    method: "POST",
    body,
    duplex: "half",
    headers: { origin, ...(cookie ? { cookie } : {}) },
  } as RequestInit);
  const response = await handleUpload(setting.services, request);
  return { status: response.status, body: await response.json() };
}

async function download(id: string, cookie: string) {
  const response = await handleFile(setting.services, {
    request: new Request(`${BASE_URL}/api/files/${id}`, { headers: { cookie } }),
    id,
  });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
}

const kept = () => setting.owner.$count(tables.artifacts, eq(tables.artifacts.restaurantId, restaurantId));

describe("a file from staff", () => {
  test("is kept as it came, written to the audit log, listed for viewers, and only ever downloaded", async () => {
    const text = menu(["Kūmara & Feta", "15.00"]);
    const stored = await upload(text, { cookie: operator.cookie, name: "C:\\menus\\whetū menu.csv" });
    expect(stored).toEqual({
      status: 201,
      body: {
        artifactId: expect.any(String),
        fileName: "whetū menu.csv",
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        bytes: Buffer.byteLength(text),
      },
    });
    const { auditLog } = tables;
    const [line] = await setting.owner
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.action, "file.upload"), eq(auditLog.targetId, restaurantId)));
    expect(line).toMatchObject({ actorId: operator.person.id, data: { fileName: "whetū menu.csv", kind: "csv" } });
    const listed = await call(setting.services, {
      path: "restaurants.files",
      kind: "query",
      input: { id: restaurantId },
      cookie: viewer.cookie,
    });
    expect(listed.data).toMatchObject([{ id: stored.body.artifactId, fileName: "whetū menu.csv" }]);
    const file = await download(stored.body.artifactId, viewer.cookie);
    expect([file.status, file.bytes.toString()]).toEqual([200, text]);
    expect(file.headers.get("content-disposition")).toBe("attachment; filename*=UTF-8''whet%C5%AB%20menu.csv");
    expect(file.headers.get("content-security-policy")).toContain("sandbox");
    expect((await download(stored.body.artifactId, stranger.cookie)).status).toBe(404);
  });

  test("is the one that is there when it comes a second time", async () => {
    const text = menu(["Twice", "1.00"]);
    const first = await upload(text, { cookie: operator.cookie });
    const count = await kept();
    expect(await upload(text, { cookie: operator.cookie })).toEqual(first);
    expect(await kept()).toBe(count);
  });

  test("is refused from a viewer, a stranger, nobody, and a foreign page", async () => {
    const count = await kept();
    const text = menu(["No", "1.00"]);
    const statuses = await Promise.all([
      upload(text, {}),
      upload(text, { cookie: viewer.cookie }),
      upload(text, { cookie: stranger.cookie }),
      upload(text, { cookie: operator.cookie, origin: "https://elsewhere.example" }),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([401, 403, 404, 403]);
    expect(await kept()).toBe(count);
  });

  test("is not read on once it is too large, whatever it declares", async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull: (controller) => {
        sent += 1;
        controller.enqueue(new Uint8Array(64 * 1024).fill(0x61));
      },
    });
    const answer = await upload(endless, { cookie: operator.cookie });
    expect([answer.status, answer.body.detail]).toEqual([400, "The file is larger than 2 MB."]);
    expect(sent).toBeLessThan(40);
  });
});

describe("what a file holds", () => {
  test("a menu with errors is refused with its rows, and nothing is kept", async () => {
    const count = await kept();
    const answer = await upload(menu(["Fine", "1.00"], ["Garlic", "abc"], ["", "8.50"]), { cookie: operator.cookie });
    expect(answer).toMatchObject({
      status: 400,
      body: { fields: { "row 3": "Row 3: “abc” is not a price.", "row 4": "Row 4: The dish's name is empty." } },
    });
    expect(await kept()).toBe(count);
  });

  test("a picture is re-encoded, so that what was hidden behind it is gone", async () => {
    const hidden = Buffer.concat([PIXEL, Buffer.from("<script>alert(1)</script>")]);
    const stored = await upload(hidden, { cookie: operator.cookie, kind: "image", name: "logo.png" });
    expect(stored.status).toBe(201);
    const { bytes, headers } = await download(stored.body.artifactId, viewer.cookie);
    expect(bytes.includes("script")).toBe(false);
    expect(headers.get("content-type")).toBe("image/png");
    expect(bytes.subarray(0, 4)).toEqual(PIXEL.subarray(0, 4));
  });

  test.each([
    ["an SVG with a picture's name", '<svg xmlns="http://www.w3.org/2000/svg"/>', "not a PNG, JPEG or WebP"],
    ["a picture cut in half", PIXEL.subarray(0, 40), "cannot be read"],
    ["a picture of a billion points", pngHeader(40_000, 25_000), "40000 × 25000 points"],
  ])("%s is refused", async (_, body, why) => {
    const answer = await upload(body as BodyInit, { cookie: operator.cookie, kind: "image", name: "logo.png" });
    expect([answer.status, answer.body.detail]).toEqual([400, expect.stringContaining(why)]);
  });

  test("code that is no text in UTF-8 is refused", async () => {
    const answer = await upload(new Uint8Array([0x3c, 0xff]), { cookie: operator.cookie, kind: "code" });
    expect([answer.status, answer.body.detail]).toEqual([400, "This is not a text in UTF-8."]);
  });
});

test("a request that names a file of somebody else, or other bytes, is told at the field", async () => {
  const { body: file } = await upload(menu(["Pie", "7.00"]), { cookie: operator.cookie });
  const { scope: elsewhere } = await createOrganisation(setting.owner);
  const foreign = await createRestaurant(setting.owner, { scope: elsewhere });
  const prepare = (scope: TestOrganisation["scope"], id: string, named: object) =>
    withScope(setting.services.db, scope, (tx) =>
      prepareJob(tx, { type: "upload_menu", restaurantId: id, input: { file: named } }),
    );
  const told = { file: "We do not have this file. Choose it again." };
  expect((await prepare(organisation.scope, restaurantId, file)).fieldErrors).not.toMatchObject(told);
  expect((await prepare(elsewhere, foreign.id, file)).fieldErrors).toMatchObject(told);
  const changed = { ...file, sha256: "0".repeat(64) };
  expect((await prepare(organisation.scope, restaurantId, changed)).fieldErrors).toMatchObject(told);
});

/** A PNG that says how large it is and holds nothing. */
function pngHeader(width: number, height: number): Buffer {
  const header = Buffer.from(PIXEL.subarray(0, 33));
  header.writeUInt32BE(width, 16);
  header.writeUInt32BE(height, 20);
  header.writeUInt32BE(crc32(header.subarray(12, 29)), 29);
  return Buffer.concat([header, PIXEL.subarray(33)]);
}
