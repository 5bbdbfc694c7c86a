import { gzipSync } from "node:zlib";
import { resolveChromium } from "@pumpd/automations/browser";
import { type Stack, startStack } from "@pumpd/testing";
import { type Browser, chromium, type Page } from "playwright-core";
import postgres from "postgres";
import { type Measure, median, quantile } from "../harness/measure.ts";
import { comparePairs, timeOf } from "../harness/pairs.ts";
import { startEmptyApp } from "./empty-app.ts";
import { signIn } from "./sign-in.ts";

const PAIRS = 200;
const LOOKS = 5;
const UNLIMITED = "1000000";
/** A phone on a slow network, as M14 has it. */
const THROTTLE = { cpu: 4, bitsPerSecond: 1_600_000, latencyMs: 150 };

/** M2, M13, M14 and M17, at what `npm start` starts. */
export async function benchWeb(): Promise<Measure[]> {
  const env = { ENQUEUES_PER_MINUTE: UNLIMITED, ENQUEUES_PER_HOUR: UNLIMITED };
  const [stack, empty] = [await startStack({ env }), await startEmptyApp()];
  const { executablePath } = await resolveChromium({ install: "never" });
  const browser = await chromium.launch({ executablePath });
  try {
    const stopped = await benchIdleStop(stack);
    return [
      ...(await benchEnqueueOverHttp(stack)),
      ...(await benchPage(browser, { stack, emptyUrl: empty.url })),
      stopped,
    ];
  } finally {
    await browser.close();
    await empty.stop();
    await stack.stop();
  }
}

/** The worker stands still meanwhile: what it would do with the jobs is another measure. */
async function benchEnqueueOverHttp(stack: Stack): Promise<Measure[]> {
  const { url, restaurantId, ownerUrl } = stack;
  const headers = { cookie: await signIn(stack), origin: url, "content-type": "application/json" };
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  const worker = stack.pidOf("worker");
  const ask = async (path: string, more: RequestInit = {}) => {
    const answer = await fetch(`${url}/api/trpc/${path}`, { headers, ...more });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${text}`);
  };
  const input = JSON.stringify({ type: "register_restaurant", restaurantId });
  process.kill(worker, "SIGSTOP");
  try {
    const ours = async () => {
      const ms = await timeOf(() => ask("jobs.enqueue", { method: "POST", body: input }));
      await sql`update jobs set status = 'cancelled', completed_at = now() where restaurant_id = ${restaurantId} and status = 'pending'`;
      return ms;
    };
    const compared = await comparePairs({ ours, peer: () => timeOf(() => ask("jobs.types")) }, { pairs: PAIRS });
    const [p50, noOp] = [median(compared.ours), median(compared.peer)];
    return [
      {
        id: "M2.p50",
        name: "Enqueue over HTTP, p50, beyond a no-op procedure",
        value: p50 - noOp,
        unit: "ms",
        peer: { name: `no-op procedure; enqueue ${p50.toFixed(1)}`, value: noOp },
        ratio: compared.ratio,
        spread: compared.spread,
        goal: { of: "value", atMost: 2 },
        note: "the peer asks for the session alone; three more statements look at the restaurant, at how much waits, and enqueue",
      },
      {
        id: "M2.p95",
        name: "Enqueue over HTTP, p95",
        value: quantile(compared.ours, 0.95),
        unit: "ms",
        peer: { name: "no-op procedure", value: quantile(compared.peer, 0.95) },
        goal: { of: "value", atMost: 50 },
      },
    ];
  } finally {
    process.kill(worker, "SIGCONT");
    await sql.end();
  }
}

async function benchPage(
  browser: Browser,
  { stack, emptyUrl }: { stack: Stack; emptyUrl: string },
): Promise<Measure[]> {
  const [name = "", ...value] = (await signIn(stack)).split("=");
  const context = await browser.newContext();
  await context.addCookies([{ name, value: value.join("="), url: stack.url }]);
  const jobsUrl = `${stack.url}/jobs`;
  const [ours, empty] = [
    await lookAt(await context.newPage(), jobsUrl),
    await lookAt(await context.newPage(), emptyUrl),
  ];
  const paint = (url: string) => async () => {
    const page = await context.newPage();
    const { paintMs } = await lookAt(page, url);
    await page.close();
    return paintMs;
  };
  const paints = await comparePairs({ ours: paint(jobsUrl), peer: paint(emptyUrl) }, { pairs: LOOKS });
  const slow = await context.newPage();
  await throttle(slow);
  const { paintMs } = await lookAt(slow, jobsUrl);
  await context.close();
  return [
    {
      id: "M13",
      name: "Jobs page: scripts, gzipped ÷ empty Next + tRPC + React Query",
      value: ours.scriptBytes / 1_024,
      unit: "KiB",
      peer: { name: "empty app", value: empty.scriptBytes / 1_024 },
      ratio: ours.scriptBytes / empty.scriptBytes,
      goal: { of: "ratio", atMost: 1.35 },
    },
    {
      id: "M14",
      name: "Jobs page: largest paint, warm ÷ empty app's",
      value: median(paints.ours),
      unit: "ms",
      peer: { name: "empty app", value: median(paints.peer) },
      ratio: paints.ratio,
      spread: paints.spread,
      goal: { of: "ratio", atMost: 3 },
      note: "the empty page paints one line that is in its HTML; ours waits for its scripts and for the rows",
    },
    {
      id: "M14.slow",
      name: "Jobs page: largest paint, a quarter of the CPU and 1.6 Mbit/s",
      value: paintMs,
      unit: "ms",
      goal: { of: "value", atMost: 1_500 },
    },
  ];
}

type Look = { scriptBytes: number; paintMs: number };

async function lookAt(page: Page, url: string): Promise<Look> {
  const scripts: Promise<number>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() === "script")
      scripts.push(response.body().then((body) => gzipSync(body).length));
  });
  await page.goto(url, { waitUntil: "load" });
  const paintMs = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? Number.NaN)).observe({
          type: "largest-contentful-paint",
          buffered: true,
        });
      }),
  );
  const sizes = await Promise.all(scripts);
  return { scriptBytes: sizes.reduce((sum, one) => sum + one, 0), paintMs };
}

async function throttle(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const bytesPerSecond = THROTTLE.bitsPerSecond / 8;
  await session.send("Emulation.setCPUThrottlingRate", { rate: THROTTLE.cpu });
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: THROTTLE.latencyMs,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  });
}

/** M17: the worker with nothing to do is asked to go. Its supervisor starts it again. */
async function benchIdleStop(stack: Stack): Promise<Measure> {
  const pid = stack.pidOf("worker");
  const ms = await timeOf(async () => {
    process.kill(pid, "SIGTERM");
    while (isThere(pid)) await new Promise((resolve) => setTimeout(resolve, 5));
  });
  while (stack.pidOf("worker") === pid) await new Promise((resolve) => setTimeout(resolve, 50));
  return {
    id: "M17",
    name: "Idle worker: from SIGTERM to gone",
    value: ms,
    unit: "ms",
    goal: { of: "value", atMost: 1_000 },
  };
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
