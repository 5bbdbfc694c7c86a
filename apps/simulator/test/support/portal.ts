import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../src/index.ts";
import type { Effect, RequestEntry } from "../../src/store/journal.ts";

export const email = "Owner@Example.test";
export const password = "correct horse 7";
export const restaurantId = "RESharbourNoodle00000001";

const places = [
  process.env.CHROMIUM_PATH,
  chromium.executablePath(),
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
];

export function launch(port: number): Promise<Browser> {
  return chromium.launch({
    executablePath: places.find((path) => path && existsSync(path)),
    chromiumSandbox: false,
    // Addresses without a port, as the real portal's are, without the right to open port 80.
    args: [`--host-resolver-rules=MAP *.localhost:80 127.0.0.1:${port}`],
  });
}

export type Portal = Awaited<ReturnType<typeof openPortal>>;

/** A simulator of its own and one browser on it. */
export async function openPortal(options: Partial<SimulatorOptions> = {}) {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), "simulator-test-"));
  const simulator = await startSimulator({ port: 0, dataDir, ...options });
  const browser = await launch(simulator.port);
  return {
    simulator,
    browser,
    dataDir,
    control: controlOf(simulator),
    close: async () => {
      await browser.close();
      await simulator.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

type Journal = { epoch: number; effects: Effect[]; requests: RequestEntry[]; requestCount: number };
export type SeenRestaurant = { id: string; name: string; settings: Record<string, unknown> } & Record<string, unknown>;

export function controlOf(simulator: Pick<Simulator, "port">) {
  const ask = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`http://127.0.0.1:${simulator.port}/__simulator/${path}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
      headers: { "content-type": "application/json" },
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  return {
    ask,
    faults: (...faults: object[]) => ask("POST", "faults", faults),
    heal: () => ask("DELETE", "faults"),
    journal: (): Promise<Journal> => ask("GET", "journal"),
    effects: async (kind?: string): Promise<Effect[]> => {
      const { effects }: Journal = await ask("GET", "journal?requests=0");
      return effects.filter((effect) => kind === undefined || effect.kind === kind);
    },
    state: (): Promise<{ restaurants: SeenRestaurant[]; accounts: object[] }> => ask("GET", "state"),
    seed: (...accounts: object[]) => ask("POST", "seed", { accounts }),
  };
}

export const harbour = {
  id: restaurantId,
  name: "Harbour Noodle House",
  subdomain: "harbournoodle",
  address: "12 Example Quay, Wellington 6011, New Zealand",
  phone: "04 555 0123",
  hours: [
    { day: "Monday", open: "11:00", close: "21:00" },
    { day: "Friday", open: "17:00", close: "23:59" },
  ],
};

export const admin = "http://admin.simulator.localhost";

/** A page in a context of its own, with the limits a test wants instead of Playwright's 30 s. */
export async function newPage(portal: Pick<Portal, "browser">): Promise<Page> {
  const context = await portal.browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: "en-NZ",
    timezoneId: "Pacific/Auckland",
  });
  const page = await context.newPage();
  // Generous: two cores are shared, and a wait that is met costs nothing.
  page.setDefaultTimeout(20_000);
  return page;
}

export async function signIn(page: Page, who = { email, password }): Promise<void> {
  await page.goto(`${admin}/login`, { waitUntil: "domcontentloaded" });
  await page.fill('input[type="email"]', who.email);
  await page.fill('input[type="password"]', who.password);
  await page.click('button[type="submit"]');
  await page.waitForURL("**/restaurants");
  await page.locator(".cover-loader:not(.active)").waitFor({ state: "attached" });
  await page.locator("button", { hasText: /Add Restaurant|Create New Restaurant/ }).waitFor();
}

export const reservedWords = /error|failed|invalid|blocked|limit|rejected/i;
