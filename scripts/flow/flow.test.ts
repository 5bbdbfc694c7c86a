import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { examples } from "@pumpd/automations/examples";
import { connect, disconnect } from "@pumpd/db";
import { createAccount, createOrganisation, startSimulator, testDatabase, testKeys } from "@pumpd/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { repository } from "../repository.ts";
import { openFromVault, readCredentials } from "./portal-password.ts";
import { readRequest } from "./read-request.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pumpd-flow-test-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function given(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

/** The command as somebody types it; gives what it said and how it ended. */
async function flow(...given: string[]): Promise<{ said: string; code: number }> {
  const running = promisify(execFile)(process.execPath, ["scripts/flow.ts", ...given], { cwd: repository });
  const { stdout, stderr, code } = await running.then(
    (answer) => ({ ...answer, code: 0 }),
    (error: { stdout: string; stderr: string; code: number }) => error,
  );
  return { said: `${stdout}${stderr}`, code };
}

test("registers from a file: at a simulator of its own, and once at a given portal", { timeout: 120_000 }, async () => {
  const input = given("register.json", examples.register_restaurant.plain);
  expect(await flow("register_restaurant", input, "--look")).toMatchObject({ code: 0 });
  const simulator = await startSimulator();
  try {
    const login = "somebody@places.example";
    const password = "Kererū-7-flies";
    await simulator.control.seed({ accounts: [{ email: login, password }] });
    const credentials = given("credentials.json", { login, password });
    for (const step of ["done", "kept"]) {
      const { said, code } = await flow(
        "register_restaurant",
        input,
        "--portal",
        simulator.url,
        "--credentials",
        credentials,
      );
      const told = said.slice(said.indexOf("2/3 Create the restaurant"), said.indexOf("3/3"));
      expect(told.split("\n").filter((line) => line.includes("sent POST"))).toHaveLength(step === "done" ? 1 : 0);
      expect(told.trim().split("\n").at(-1)?.trim()).toBe(step);
      expect(said).not.toContain(password);
      expect(code).toBe(0);
    }
    const { effects } = await simulator.control.journal();
    expect(effects.filter(({ kind }) => kind === "restaurant.create")).toHaveLength(1);
  } finally {
    await simulator.stop();
  }
});

test("a password is no argument, a portal wants one from somewhere, and types are named", async () => {
  const input = given("register.json", examples.register_restaurant.plain);
  expect(await flow("register_restaurant", input, "--password", "x")).toMatchObject({ code: 2 });
  const portal = ["--portal", "http://admin.portal.example"];
  expect((await flow("register_restaurant", input, ...portal)).said).toContain("--portal wants --account");
  expect((await flow("close_restaurant", input)).said).toContain("Types: register_restaurant, upload_menu");
  expect(() => readCredentials(given("wrong.json", '{"login": "x", "secret'))).toThrow(/wrong\.json is not \{/);
});

test("the vault gives the password of an account by its login, and only of one it knows", async () => {
  const database = await testDatabase();
  const owner = connect(database.ownerUrl, { applicationName: "test", max: 2 });
  try {
    const { scope } = await createOrganisation(owner);
    const { login, password } = await createAccount(owner, { scope });
    const { privateKeysDir } = await testKeys();
    const vault = { adminUrl: database.ownerUrl, privateKeysDir };
    expect(await openFromVault({ ...vault, login })).toEqual({ login, password });
    await expect(openFromVault({ ...vault, login: "nobody@places.example" })).rejects.toThrow("no password of nobody");
  } finally {
    await disconnect(owner);
    await database.drop();
  }
});

test("a path in the input becomes the stored file that flows read", async () => {
  const menu = "Category,Name,Price\nNoodles,Beef Pho,12.50\n";
  given("menu.csv", menu);
  const { input, files } = readRequest(given("upload.json", { file: { path: "menu.csv" } }));
  const { file } = input as { file: { artifactId: string; fileName: string; bytes: number } };
  expect(file).toMatchObject({ fileName: "menu.csv", bytes: Buffer.byteLength(menu) });
  expect(new TextDecoder().decode(await files.read(file.artifactId))).toBe(menu);
});
