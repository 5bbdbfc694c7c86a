import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readEnv } from "../env.ts";
import { findSecrets } from "./secrets.ts";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "pumpd-secrets-"));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const ofYourOwn = {
  AUTH_SECRET: "nR7vqK2mXw9tB4zLp8sYd3hJf6gCeu1A",
  WEB_DATABASE_PASSWORD: "y".repeat(16),
  WORKER_DATABASE_PASSWORD: "z".repeat(16),
};

test("a demo makes its secrets once and keeps them where only this user can read", () => {
  const env = readEnv({ DATA_DIR: home });
  const made = findSecrets(env);
  expect(findSecrets(env)).toEqual(made);
  expect(new Set(Object.values(made)).size).toBe(3);
  expect(made.authSecret.length).toBeGreaterThanOrEqual(32);
  expect((statSync(join(home, "secrets.json")).mode & 0o777).toString(8)).toBe("600");
});

test("production refuses to make any, and names what is missing", () => {
  const env = readEnv({ DATA_DIR: home, APP_ENV: "production", ...ofYourOwn, AUTH_SECRET: "" });
  expect(() => findSecrets(env)).toThrow("APP_ENV=production makes no secrets of its own: set AUTH_SECRET.");
});

test("production refuses a placeholder that everybody knows", () => {
  const placeholder = "change-me-change-me-change-me-change-me";
  const env = readEnv({ DATA_DIR: home, APP_ENV: "production", ...ofYourOwn, AUTH_SECRET: placeholder });
  expect(() => findSecrets(env)).toThrow("AUTH_SECRET is a placeholder that everybody knows.");
});

test("what is given wins", () => {
  const env = readEnv({ DATA_DIR: home, APP_ENV: "production", ...ofYourOwn });
  expect(findSecrets(env)).toEqual({
    authSecret: ofYourOwn.AUTH_SECRET,
    webPassword: "y".repeat(16),
    workerPassword: "z".repeat(16),
  });
});

test("a short secret is refused", () => {
  expect(() => readEnv({ DATA_DIR: home, AUTH_SECRET: "secret" })).toThrow(/AUTH_SECRET/);
});
