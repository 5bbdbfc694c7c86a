import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isDebug, isHeadless, isProduction, readEnv } from "../src/env.ts";
import { isUrlAllowed, parsePortalHosts } from "../src/portal-hosts.ts";

const ENOUGH = {
  DATABASE_URL: "postgres://worker@localhost/pumpd",
  PORTAL_URL: "https://admin.pumpd.example",
  PRIVATE_KEYS_DIR: "/keys",
  ARTIFACTS_DIR: "/artifacts",
};

describe("the browser's mode", () => {
  test.each([
    { NODE_ENV: undefined, HEADLESS: undefined, DEBUG_MODE: undefined, headless: true, debug: false },
    { NODE_ENV: undefined, HEADLESS: "true", DEBUG_MODE: "true", headless: true, debug: true },
    { NODE_ENV: undefined, HEADLESS: "false", DEBUG_MODE: "false", headless: false, debug: false },
    { NODE_ENV: "development", HEADLESS: "false", DEBUG_MODE: "true", headless: false, debug: true },
    { NODE_ENV: "production", HEADLESS: undefined, DEBUG_MODE: undefined, headless: true, debug: false },
    { NODE_ENV: "production", HEADLESS: "true", DEBUG_MODE: "true", headless: true, debug: true },
    { NODE_ENV: "production", HEADLESS: "false", DEBUG_MODE: undefined, headless: "refused", debug: false },
    { NODE_ENV: "production", HEADLESS: "false", DEBUG_MODE: "true", headless: "refused", debug: true },
  ])("NODE_ENV=$NODE_ENV HEADLESS=$HEADLESS DEBUG_MODE=$DEBUG_MODE", ({ headless, debug, ...source }) => {
    expect(isProduction(source)).toBe(source.NODE_ENV === "production");
    expect(isDebug(source)).toBe(debug);
    if (headless === "refused") {
      expect(() => isHeadless(source)).toThrow("HEADLESS: cannot be false with NODE_ENV=production");
      expect(() => readEnv({ ...ENOUGH, ...source })).toThrow("HEADLESS");
    } else {
      expect(isHeadless(source)).toBe(headless);
      expect(readEnv({ ...ENOUGH, ...source }).concurrency).toBe(2);
    }
  });

  test("is read when it is asked for, not when the module is loaded", () => {
    const before = process.env.DEBUG_MODE;
    process.env.DEBUG_MODE = "true";
    expect(isDebug()).toBe(true);
    process.env.DEBUG_MODE = "false";
    expect(isDebug()).toBe(false);
    if (before === undefined) delete process.env.DEBUG_MODE;
    else process.env.DEBUG_MODE = before;
  });
});

test("what does not fit is named in one sentence", () => {
  expect(() => readEnv({})).toThrow(/DATABASE_URL.*PRIVATE_KEYS_DIR.*See \.env\.example/);
  expect(() => readEnv({ ...ENOUGH, WORKER_CONCURRENCY: "9" })).toThrow("WORKER_CONCURRENCY");
});

test("files go to a directory or to a bucket; one of them has to be named, and whole", () => {
  const { ARTIFACTS_DIR: _, ...nowhere } = ENOUGH;
  expect(readEnv(ENOUGH).artifacts).toEqual({ directory: "/artifacts" });
  expect(() => readEnv(nowhere)).toThrow("ARTIFACTS_DIR or S3_BUCKET: one of them");
  const bucket = { ...nowhere, S3_BUCKET: "pumpd", S3_ENDPOINT: "http://s3:7070", S3_ACCESS_KEY_ID: "me" };
  expect(() => readEnv(bucket)).toThrow("S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY: both or none");
  expect(readEnv({ ...bucket, S3_SECRET_ACCESS_KEY: "secret" }).artifacts).toMatchObject({
    s3: { bucket: "pumpd", endpoint: "http://s3:7070", credentials: { accessKeyId: "me" } },
  });
});

test("a job type gets other limits within bounds; anything else is named", () => {
  const read = (text: string) => readEnv({ ...ENOUGH, JOB_LIMITS: text });
  expect(readEnv(ENOUGH).jobLimits).toEqual({});
  expect(read('{"register_restaurant":{"runMs":600000}}').jobLimits).toEqual({
    register_restaurant: { runMs: 600_000 },
  });
  expect(() => read("{runMs")).toThrow("JOB_LIMITS: not JSON");
  expect(() => read('{"make_tea":{"runMs":600000}}')).toThrow("JOB_LIMITS");
  expect(() => read('{"register_restaurant":{"runMs":999}}')).toThrow("JOB_LIMITS.register_restaurant.runMs");
  expect(() => read('{"register_restaurant":{"runMs":3600001}}')).toThrow("JOB_LIMITS.register_restaurant.runMs");
  expect(() => read('{"register_restaurant":{"run":5000}}')).toThrow("JOB_LIMITS.register_restaurant");
});

test("time and crash points bend only in tests, and no lease is shorter than 5 s", () => {
  expect(() => readEnv({ ...ENOUGH, WORKER_LEASE_MS: "6000" })).toThrow("only with APP_ENV=test");
  expect(() => readEnv({ ...ENOUGH, APP_ENV: "production", CRASH_AT: "after-sent" })).toThrow("only with APP_ENV=test");
  expect(() => readEnv({ ...ENOUGH, APP_ENV: "test", WORKER_LEASE_MS: "4000" })).toThrow("WORKER_LEASE_MS");
  expect(readEnv({ ...ENOUGH, APP_ENV: "test", WORKER_LEASE_MS: "6000" }).timings.leaseMs).toBe(6_000);
  expect(readEnv(ENOUGH).timings).toMatchObject({ leaseMs: 45_000, heartbeatMs: 10_000, drainMs: 120_000 });
});

test("production refuses the key of a demo", () => {
  const dir = mkdtempSync(join(tmpdir(), "pumpd-keys-"));
  try {
    const read = (APP_ENV: string) => readEnv({ ...ENOUGH, APP_ENV, PRIVATE_KEYS_DIR: dir });
    expect(read("production").privateKeysDir).toBe(dir);
    writeFileSync(join(dir, "dev-abc-123456.json"), "{}");
    expect(() => read("production")).toThrow("PRIVATE_KEYS_DIR: holds the key of a demo");
    expect(read("demo").privateKeysDir).toBe(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});

describe("the portal's hosts", () => {
  const hosts = parsePortalHosts({ hosts: "admin.pumpd.example, *.simulator.localhost:4000" });
  test.each([
    ["https://admin.pumpd.example", true],
    ["http://admin.pumpd.example", true],
    ["https://ADMIN.pumpd.example.", true],
    ["https://admin.pumpd.example:8443", false],
    ["https://pumpd.example", false],
    ["https://evil-admin.pumpd.example", false],
    ["https://admin.pumpd.example.evil.example", false],
    ["http://store.simulator.localhost:4000", true],
    ["http://simulator.localhost:4000", false],
    ["http://store.simulator.localhost", false],
    ["http://127.0.0.1:4000", false],
    ["http://[::1]:4000", false],
    ["http://169.254.169.254", false],
    ["file:///etc/passwd", false],
  ])("%s: %s", (url, isAllowed) => {
    expect(isUrlAllowed(hosts, url)).toBe(isAllowed);
  });

  // Ways to write this machine, its neighbours and the portal's look-alikes, so that a careless check lets them through.
  test.each([
    "http://127.1:4000",
    "http://2130706433:4000",
    "http://0x7f000001:4000",
    "http://0177.0.0.1:4000",
    "http://①②⑦.⓪.⓪.①:4000",
    "http://0:4000",
    "http://localhost:4000",
    "http://localhost.:4000",
    "http://LOCALHOST",
    "http://[::]:4000",
    "http://[::ffff:127.0.0.1]:4000",
    "http://[0:0:0:0:0:0:0:1]:4000",
    "http://[64:ff9b::7f00:1]:4000",
    "http://[fe80::1]",
    "http://169.254.169.254/latest/meta-data/",
    "http://0xa9fea9fe",
    "http://2852039166",
    "http://metadata.google.internal",
    "http://10.0.0.7",
    "http://192.168.1.1",
    "https://admin.pumpd.example@127.0.0.1",
    "https://127.0.0.1#@admin.pumpd.example",
    "https://127.0.0.1?admin.pumpd.example",
    "https://127.0.0.1\\\\@admin.pumpd.example",
    "https://user:password@admin.pumpd.example",
    "https://admin.pumpd.example:password@evil.example",
    "https://admin.pumpd.example%2eevil.example",
    "https://admin.pumpd.example%00.evil.example",
    "https://admin.pumpd.example\u0000.evil.example",
    "https://admin.pumpd.examp1e",
    "https://xn--admin-pumpd-example.evil.example",
    "https://adminXpumpd.example",
    "https://admin.pumpd.example:444",
    "http://evilsimulator.localhost:4000",
    "http://.simulator.localhost:4000@evil.example",
    "http://store.simulator.localhost.evil.example:4000",
    "ws://admin.pumpd.example",
    "ftp://admin.pumpd.example",
    "gopher://admin.pumpd.example:25/_HELO",
    "javascript://admin.pumpd.example/%0aalert(1)",
    "data:text/html,admin.pumpd.example",
    "chrome://settings",
    "blob:https://admin.pumpd.example/1",
    "//admin.pumpd.example",
    "admin.pumpd.example",
    "https://",
    "",
  ])("are not reached as %s", (url) => {
    expect(isUrlAllowed(hosts, url)).toBe(false);
  });

  test("without a list they are the portal's own host and its neighbours", () => {
    expect(parsePortalHosts({ portalUrl: "http://admin.simulator.localhost:4000" }).patterns).toEqual([
      "admin.simulator.localhost:4000",
      "*.simulator.localhost:4000",
    ]);
    expect(parsePortalHosts({ portalUrl: "https://pumpd.example" }).patterns).toEqual(["pumpd.example:443"]);
  });
});
