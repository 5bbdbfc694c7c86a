import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test as base, expect, type Page, type Request } from "@playwright/test";
import { newPortalPassword, refuseCanary } from "@pumpd/testing/canary";
import { controlOf, type SimulatorControl } from "@pumpd/testing/start-simulator";
import { z } from "zod";

const demoSchema = z.object({
  url: z.string(),
  portalUrl: z.string(),
  workerUrl: z.string(),
  email: z.string(),
  password: z.string(),
  apiKey: z.string(),
  restaurantId: z.string(),
});
const runSchema = z.object({ children: z.record(z.string(), z.object({ pid: z.number() })) });

export type Place = { id: string; name: string; subdomain: string; accountId: string; login: string; password: string };

export type System = z.infer<typeof demoSchema> & {
  dataDir: string;
  simulator: SimulatorControl;
  pidOf: (app: "web" | "worker" | "simulator") => number;
};

type Fixtures = {
  system: System;
  /** Signed in as the demo person, on the overview. */
  signedIn: Page;
  /** A restaurant of its own, with an account that exists at the simulator, ready to be registered. */
  newPlace: (about?: { name?: string; portalPassword?: string }) => Promise<Place>;
  /** How many restaurants with this store address the portal was told to create. */
  creates: (subdomain: string) => Promise<number>;
  /** How often somebody tried to sign in as this login. */
  signIns: (login: string) => Promise<number>;
};

function readSystem(): System {
  const dataDir = process.env.E2E_DATA_DIR;
  if (!dataDir) throw new Error("E2E_DATA_DIR is not set; the global set-up sets it");
  const demo = demoSchema.parse(JSON.parse(readFileSync(join(dataDir, "demo.json"), "utf8")));
  return {
    ...demo,
    dataDir,
    simulator: controlOf(Number(new URL(demo.portalUrl).port)),
    pidOf: (app) => {
      const { children } = runSchema.parse(JSON.parse(readFileSync(join(dataDir, "run.json"), "utf8")));
      const child = children[app];
      if (!child) throw new Error(`${app} is not running`);
      return child.pid;
    },
  };
}

const EVENING = [{ open: "17:00", close: "22:00" }];
const HOURS = {
  Monday: [],
  Tuesday: EVENING,
  Wednesday: EVENING,
  Thursday: EVENING,
  Friday: [{ open: "17:00", close: "01:30" }],
  Saturday: [
    { open: "11:30", close: "14:30" },
    { open: "17:00", close: "01:30" },
  ],
  Sunday: EVENING,
};

/** How React says it, in a build and while developing. */
const HYDRATION = /React error #(418|423|425)|[Hh]ydrat/;

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures here
  system: async ({}, use) => use(readSystem()),
  baseURL: async ({ system }, use) => use(system.url),
  // What the server answered to any page of the test, and what its policy kept from running there, looked through when it
  // is over.
  page: async ({ page, system }, use) => {
    const answers: Promise<void>[] = [];
    const violations: string[] = [];
    const mismatches: string[] = [];
    page.on("pageerror", ({ message }) => {
      if (HYDRATION.test(message)) mismatches.push(`${page.url()}: ${message}`);
    });
    page.on("console", (message) => {
      if (message.text().includes("Content Security Policy")) violations.push(`${page.url()}: ${message.text()}`);
    });
    // Finished ones: the body of an answer that the page no longer waits for never comes.
    const lookThrough = (request: Request) => {
      if (request.url().startsWith(system.url)) answers.push(refuseIn(request));
    };
    page.on("requestfinished", lookThrough);
    await use(page);
    page.off("requestfinished", lookThrough); // a poll that ends from here on ends with its page
    await Promise.all(answers);
    expect(violations, "nothing was kept out by the content security policy").toEqual([]);
    expect(mismatches, "pages are drawn here as the server drew them").toEqual([]);
  },
  signedIn: async ({ page, system }, use) => {
    await page.goto("/sign-in");
    await page.getByLabel("E-mail").fill(system.email);
    await page.getByLabel("Password", { exact: true }).fill(system.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByRole("link", { name: "Restaurants" }).first()).toBeVisible();
    await use(page);
  },
  newPlace: async ({ signedIn, system }, use) => {
    await use(async (about = {}) => {
      const mark = randomBytes(3).toString("hex");
      const name = about.name ?? `Te Kāpia ${mark}`;
      const subdomain = `tekapia${mark}`;
      const login = `Owner.${mark}@places.example`;
      const password = newPortalPassword();
      await system.simulator.seed({ accounts: [{ email: login, password: about.portalPassword ?? password }] });
      const account = await mutate(signedIn, "accounts.create", { login, password });
      const restaurant = await mutate(signedIn, "restaurants.create", {
        name,
        subdomain,
        address: "14 Quiet Street, Te Aro, Wellington 6011",
        phone: "04 555 0123",
        openingHours: HOURS,
        accountId: account.id,
      });
      return { id: restaurant.id, name, subdomain, accountId: account.id, login, password };
    });
  },
  creates: async ({ system }, use) => {
    await use(async (subdomain) => {
      const { effects } = await system.simulator.journal();
      return effects.filter((effect) => createSchema.safeParse(effect).data?.values.subdomain === subdomain).length;
    });
  },
  signIns: async ({ system }, use) => {
    await use(async (login) => {
      const { requests } = await system.simulator.journal();
      return requests.filter(
        (request) =>
          request.method === "POST" &&
          request.path === "/api/session" &&
          "account" in request &&
          request.account === login,
      ).length;
    });
  },
});

export { expect };

async function refuseIn(request: Request): Promise<void> {
  const response = await request.response();
  const body = await response?.body().catch(() => undefined); // a redirect, or a page that went on
  if (body) refuseCanary(body.toString(), `the answer to ${request.method()} ${request.url()}`);
}

const createSchema = z.object({ kind: z.literal("restaurant.create"), values: z.object({ subdomain: z.string() }) });

const answerSchema = z.object({ result: z.object({ data: z.object({ id: z.string() }) }) });

/** The same door the pages use, with the page's own session. */
async function mutate(page: Page, procedure: string, input: object): Promise<{ id: string }> {
  const origin = new URL(page.url()).origin;
  const answer = await page.request.post(`/api/trpc/${procedure}`, { data: input, headers: { origin } });
  if (!answer.ok()) throw new Error(`${procedure} answered ${answer.status()}: ${await answer.text()}`);
  return answerSchema.parse(await answer.json()).result.data;
}

/** From the restaurant's page to the running job: the way staff go. */
export async function startRegistration(page: Page, place: { id: string }): Promise<void> {
  await page.goto(`/restaurants/${place.id}`);
  await page
    .getByRole("link", { name: /Register/ })
    .first()
    .click();
  await page.getByRole("button", { name: /Create 1 restaurant at Pumpd/ }).click();
  await page.waitForURL(/\/jobs\//);
}

/** Counts what a person presses, over navigations; each call says how often since the last one. */
export async function countClicks(page: Page): Promise<() => Promise<number>> {
  const listen = () =>
    addEventListener(
      "click",
      ({ isTrusted }) => {
        if (isTrusted) sessionStorage.setItem("clicks", String(Number(sessionStorage.getItem("clicks")) + 1));
      },
      { capture: true },
    );
  await page.addInitScript(listen);
  await page.evaluate(listen);
  return () =>
    page.evaluate(() => {
      const clicks = Number(sessionStorage.getItem("clicks"));
      sessionStorage.removeItem("clicks");
      return clicks;
    });
}
