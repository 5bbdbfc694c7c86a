import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSimulator } from "@pumpd/simulator";
import type { AnyAutomation, Flow } from "../../src/define/index.ts";
import type { Ending, JobStore, RunPorts } from "../../src/runner/ports.ts";
import { type RunOptions, type RunReport, runFlow } from "../../src/runner/run.ts";
import { MemoryLedger, TestLease, type Told } from "./memory-job-store.ts";
import { browserSettings } from "./own-browser.ts";

export type PortalEffect = { kind: string; account: string; restaurantId: string; values?: Record<string, unknown> };
export type PortalRequest = { method: string; path: string; status?: number | string };

type SeededRestaurant = { name: string; subdomain: string; address?: string; phone?: string; id?: string };

const PASSWORD = "Kererū-7-flies";
const LOGIN = "Owner@Example.nz";

/** The simulator in this process, one account, and runs against it. */
export async function openPortalBench() {
  const dataDir = mkdtempSync(join(tmpdir(), "pumpd-portal-"));
  const simulator = await startSimulator({ port: 0, dataDir });
  const control = `http://localhost:${simulator.port}/__simulator`;

  async function ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${control}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.status === 204 ? undefined : await answer.json();
  }
  const journal = async () => (await ask("GET", "/journal")) as { effects: PortalEffect[]; requests: PortalRequest[] };

  const bench = {
    url: simulator.url,
    login: LOGIN,
    password: PASSWORD,
    /** A new epoch with one account. */
    reset: async (restaurants: SeededRestaurant[] = [], profile: "none" | "local" = "none") => {
      await ask("POST", "/reset");
      await ask("POST", "/profile", { profile });
      await ask("POST", "/seed", { accounts: [{ email: LOGIN, password: PASSWORD, restaurants }] });
    },
    faults: (...faults: object[]) => ask("POST", "/faults", faults),
    heal: () => ask("DELETE", "/faults"),
    state: () => ask("GET", "/state"),
    journal,
    effects: async (kind = "restaurant.create") => (await journal()).effects.filter((effect) => effect.kind === kind),
    requests: async (method: string, path: string) =>
      (await journal()).requests.filter((request) => request.method === method && request.path === path),
    stop: async () => {
      await simulator.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return bench;
}

export type PortalBench = Awaited<ReturnType<typeof openPortalBench>>;

export type RunSettings<A extends AnyAutomation> = {
  ledger?: MemoryLedger;
  job?: string;
  lease?: TestLease;
  password?: string;
  signal?: AbortSignal;
  limits?: RunOptions<A>["limits"];
  timings?: RunOptions<A>["timings"];
  evidence?: RunOptions<A>["evidence"];
  earlier?: RunOptions<A>["earlier"];
  inspection?: RunOptions<A>["inspection"];
  onCrashpoint?: RunPorts["onCrashpoint"];
  files?: RunPorts["files"];
  wrapStore?: (store: JobStore) => JobStore;
  executablePath?: string;
};

export type Ran = RunReport & { ending: Ending; told: Told; ledger: MemoryLedger };

/** One attempt of a job against the bench's portal. */
export async function attempt<A extends AnyAutomation>(
  bench: PortalBench,
  flow: Flow<A>,
  input: unknown,
  settings: RunSettings<A> = {},
): Promise<Ran> {
  const { ledger = new MemoryLedger(), lease = new TestLease(), job = "job-1" } = settings;
  const { store, told } = ledger.attempt(job, lease);
  const adminHost = new URL(bench.url);
  const report = await runFlow({
    flow,
    input,
    ports: {
      store: settings.wrapStore?.(store) ?? store,
      host: {
        adminUrl: bench.url,
        isAllowed: (host, port) => port === Number(adminHost.port) && host.endsWith(".simulator.localhost"),
        locale: "en-NZ",
        timezone: "Pacific/Auckland",
        credentials: { login: bench.login, password: settings.password ?? bench.password },
      },
      clock: { nowMs: () => performance.now() },
      lease,
      ...(settings.files ? { files: settings.files } : {}),
      ...(settings.onCrashpoint ? { onCrashpoint: settings.onCrashpoint } : {}),
    },
    browser: {
      ...(await browserSettings()),
      ...(settings.executablePath ? { executablePath: settings.executablePath } : {}),
    },
    ...(settings.limits ? { limits: settings.limits } : {}),
    timings: { probeAfterSentMs: 3_000, answerMs: 2_000, ...settings.timings },
    signal: settings.signal ?? new AbortController().signal,
    evidence: settings.evidence ?? { pictures: "off" },
    ...(settings.earlier ? { earlier: settings.earlier } : {}),
    inspection: settings.inspection,
  });
  return { ...report, told, ledger };
}

/** The code of a failed ending, or what else it was. */
export function codeOf(ending: Ending): string {
  return ending.kind === "failed" ? ending.failure.code : ending.kind;
}
