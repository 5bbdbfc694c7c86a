import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { APIRequestContext, APIResponse } from "@playwright/test";
import { connect, disconnect } from "@pumpd/db";
import { createOrganisation, createPerson, webBuildDir } from "@pumpd/testing";
import { z } from "zod";
import { expect, type System, test } from "./fixtures.ts";

const manifestFile = join(import.meta.dirname, "../../apps/web", webBuildDir, "app-path-routes-manifest.json");

/** Every address that the build serves, as its own list has it: `/jobs/[id]`. */
function listRoutes(): string[] {
  const routes = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(manifestFile, "utf8")));
  return Object.values(routes).filter((route) => !route.startsWith("/_"));
}

const ABSENT = "01993f3e-0000-7000-8000-00000000dead";

function addressOf(route: string, { restaurantId }: System): string {
  return route
    .replace("[trpc]", "me.read")
    .replace("[type]", "register_restaurant")
    .replace("[...path]", "jobs")
    .replace("[...all]", "get-session")
    .replace("[id]", route.startsWith("/restaurants") ? restaurantId : ABSENT);
}

const EVERYWHERE = {
  "strict-transport-security": "max-age=31536000; includeSubDomains",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
};

/** What is wrong with the headers of one answer. */
function findFaults(where: string, answer: APIResponse): string[] {
  const headers = answer.headers();
  const faults: string[] = [];
  for (const [name, value] of Object.entries(EVERYWHERE))
    if (headers[name] !== value) faults.push(`${name}: ${headers[name]}`);
  for (const name of ["x-powered-by", "server"]) if (headers[name]) faults.push(`${name}: ${headers[name]}`);
  if (!where.includes("/_next/static/")) faults.push(...findPolicyFaults(where, headers));
  return faults.map((fault) => `${where} ${answer.status()} ${fault}`);
}

function findPolicyFaults(where: string, headers: Record<string, string>): string[] {
  const policy = headers["content-security-policy"] ?? "";
  const wanted = where.includes(" /api/")
    ? ["default-src 'none'", "sandbox"]
    : ["script-src 'nonce-", "'strict-dynamic'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"];
  const missing = wanted.filter((part) => !policy.includes(part)).map((part) => `has no ${part}: ${policy}`);
  const isLoose = /unsafe-eval|(script|style|default)-src [^;]*'unsafe-inline'/.test(policy);
  return isLoose ? [...missing, `is loose: ${policy}`] : missing;
}

async function lookAll(request: APIRequestContext, system: System, paths: readonly string[]): Promise<string[]> {
  const faults: string[] = [];
  for (const path of paths) {
    const where = `GET ${path}`;
    faults.push(...findFaults(where, await request.get(`${system.url}${path}`, { maxRedirects: 0 })));
  }
  return faults;
}

test("every address of the build has all headers, for a stranger and for staff", async ({
  signedIn,
  request,
  system,
}) => {
  const paths = listRoutes().map((route) => addressOf(route, system));
  expect(paths.length).toBeGreaterThan(25);
  const asStranger = await lookAll(request, system, paths);
  expect([...asStranger, ...(await lookAll(signedIn.request, system, paths))]).toEqual([]);
});

test("answers that say no, redirects, files and our own mistakes have them too", async ({
  signedIn,
  request,
  system,
}) => {
  const stylesheet = /\/_next\/static\/[^"]+\.css/.exec(await (await request.get(`${system.url}/sign-in`)).text())?.[0];
  const paths = [
    "/no-such-page",
    "/jobs/J-00000",
    "/api/no-such-thing",
    "/api/trpc/no.such",
    "/api/trpc/restaurants.read?input=%7B",
    "/api/v1/no-such-thing",
    `/api/v1/jobs/${ABSENT}/status`,
    "/api/auth/no-such-thing",
    "/_next/image?url=%2Ficon.svg&w=64&q=75",
    "/_next/static/no-such-file.js",
    stylesheet ?? "/no-stylesheet-found",
  ];
  const faults = [...(await lookAll(request, system, paths)), ...(await lookAll(signedIn.request, system, paths))];
  for (const path of ["/api/health", "/api/pictures/1", "/sign-in", "/api/trpc/jobs.cancel", "/api/files"])
    faults.push(...findFaults(`POST ${path}`, await request.post(`${system.url}${path}`, { data: "{" })));
  const key = { "x-api-key": system.apiKey };
  faults.push(...findFaults("GET /api/v1/jobs", await request.get(`${system.url}/api/v1/jobs`, { headers: key })));
  expect(faults).toEqual([]);
});

// Next answers these before anything of ours runs, also before the headers of its configuration.
test("an address that cannot be read gets a bare sentence that no browser would run", async ({ request, system }) => {
  const answer = await request.get(`${system.url}/jobs/%E0%A4%A`);
  expect(answer.ok()).toBe(false);
  expect([answer.headers()["content-type"], await answer.text()]).toEqual(["text/plain", "Internal Server Error"]);
});

test("an answer that fails on our side has them, and is told without a word of what failed", async ({
  request,
  system,
}) => {
  const db = connect(process.env.E2E_OWNER_URL ?? "", { applicationName: "e2e headers", max: 1 });
  try {
    const { scope } = await createOrganisation(db, { adminUrl: "not a url at all" });
    const { email, password } = await createPerson(db, { scope, role: "viewer" });
    const headers = { origin: system.url };
    const signIn = await request.post(`${system.url}/api/auth/sign-in/email`, { data: { email, password }, headers });
    expect(findFaults("POST /api/auth/sign-in/email", signIn)).toEqual([]);
    const call = await request.get(`${system.url}/api/trpc/machinery.read`);
    expect(call.status()).toBe(500);
    expect(findFaults("GET /api/trpc/machinery.read", call)).toEqual([]);
    expect(await call.text()).not.toMatch(/url|stack|node_modules/i);
  } finally {
    await disconnect(db);
  }
});

test("each page has a nonce of its own and is stored by nobody on the way", async ({ signedIn, system }) => {
  const nonces = new Set<string>();
  for (const path of ["/", "/jobs", `/restaurants/${system.restaurantId}`]) {
    const answer = await signedIn.request.get(`${system.url}${path}`);
    nonces.add(/'nonce-([^']+)'/.exec(answer.headers()["content-security-policy"] ?? "")?.[1] ?? "none");
    expect(answer.headers()["cache-control"]).toContain("no-store");
  }
  expect(nonces.size).toBe(3);
});

test("health says ok to anybody, and no version, name or number", async ({ request, system }) => {
  for (const url of [`${system.url}/api/health`, `${system.workerUrl}/healthz`, `${system.workerUrl}/readyz`]) {
    const answer = await request.get(url);
    expect([url, answer.status(), await answer.text()]).toEqual([url, 200, '{"ok":true}']);
    const headers = Object.keys(answer.headers()).filter((name) => /server|powered|version|host/.test(name));
    expect([url, headers]).toEqual([url, []]);
  }
  expect((await request.get(`${system.url}/api/metrics`)).status()).toBe(404);
  expect((await request.get(`${system.workerUrl}/anything`)).status()).toBe(404);
});

test("no header walks around the sign-in, and there are no server actions to call", async ({
  signedIn,
  request,
  system,
}) => {
  const paths = ["/", "/jobs", "/accounts", `/restaurants/${system.restaurantId}`];
  const restaurant = await signedIn.request.get(
    `/api/trpc/restaurants.read?input=${encodeURIComponent(JSON.stringify({ id: system.restaurantId }))}`,
  );
  const { name } = (await restaurant.json()).result.data;
  const ways: Record<string, string>[] = [
    { "x-middleware-subrequest": Array(5).fill("src/proxy").join(":") },
    { "x-middleware-subrequest": Array(5).fill("src/middleware").join(":") },
    { rsc: "1" },
    { rsc: "1", "next-router-prefetch": "1" },
    { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" },
    { "x-path": "/", "x-nonce": "a", "x-forwarded-host": "evil.example", "x-original-url": "/" },
  ];
  for (const headers of ways)
    for (const path of paths) {
      const answer = await request.get(`${system.url}${path}`, { headers, maxRedirects: 0 });
      const text = await answer.text();
      expect([headers, path, text.includes(name), text.includes(system.email)]).toEqual([headers, path, false, false]);
    }
  for (const path of ["/sign-in", "/", "/api/health"]) {
    const headers = { "next-action": "40".padEnd(42, "a"), origin: system.url, "content-type": "text/plain" };
    const answer = await request.post(`${system.url}${path}`, { headers, data: "[]", maxRedirects: 0 });
    expect([path, Math.floor(answer.status() / 100)]).toEqual([path, 4]);
  }
});

test("what browsers are given names no secret of the server and has no source map", () => {
  const folder = join(import.meta.dirname, "../../apps/web", webBuildDir, "static");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(20);
  expect(files.filter(({ name }) => name.endsWith(".map")).map(({ name }) => name)).toEqual([]);
  const told = files.filter(({ parentPath, name }) =>
    /AUTH_SECRET|DATABASE_URL|SEALING_KEY|METRICS_TOKEN|postgres:\/\//.test(
      readFileSync(join(parentPath, name), "latin1"),
    ),
  );
  expect(told.map(({ name }) => name)).toEqual([]);
});
