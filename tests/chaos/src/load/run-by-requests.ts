import { fail } from "@pumpd/automations/define";
import { type Ending, LeaseLost } from "@pumpd/automations/ports";
import { failure } from "@pumpd/model";
import type { AttemptRun, RunReport } from "@pumpd/worker";
import { loadDefinition } from "./definition.ts";
import { type PortalApi, signIn } from "./portal-api.ts";

const NO_BROWSER = { killed: false, killReason: null, overdueMs: 0, peakMemoryBytes: 0 };
const STEP = { key: "create", n: 1, of: 1, kind: "change", title: "Create" } as const;
const ITEM = { step: "create", item: "", commit: "restaurant.create", repeat: "never" } as const;

/** The runner's way of one change, without a browser: probe, intend, send once, probe. */
export async function runByRequests({ job, ports, signal }: AttemptRun): Promise<RunReport> {
  const input = loadDefinition.input.parse(job.unparsedInput);
  if (signal.aborted) return report({ kind: "stopped", by: "shutdown", changed: false });
  try {
    const api = await signIn(ports.host.adminUrl, ports.host.credentials);
    await ports.store.stepBegan(STEP);
    const upstreamId = await ensureThere(api, { ports, input });
    await ports.store.stepEnded({ key: STEP.key, status: "done", data: { upstreamId } });
    await ports.onCrashpoint?.("before-finish");
    return report({ kind: "finished", outcome: "success", result: { upstreamId }, summary: upstreamId });
  } catch (thrown) {
    if (thrown instanceof LeaseLost) return report({ kind: "fenced" });
    const reason =
      thrown instanceof Error && "failure" in thrown
        ? (thrown.failure as ReturnType<typeof failure>)
        : failure("PORTAL_UNREACHABLE");
    return report({ kind: "failed", failure: reason, changed: false });
  }
}

type Create = { ports: AttemptRun["ports"]; input: { name: string; subdomain: string } };

async function ensureThere(api: PortalApi, { ports, input }: Create): Promise<string> {
  const { store, lease } = ports;
  const [earlier] = await store.effects();
  if (earlier?.state === "observed") return String(earlier.evidence?.upstreamId);
  const before = await api.find(input.subdomain);
  if (earlier && (earlier.state === "sent" || earlier.state === "unknown"))
    return await decide(before, earlier.id, ports);
  if (before) return before;
  const { id } = await store.intend({ ...ITEM, naturalKey: input.subdomain });
  if (!(await store.markSent(id))) throw new LeaseLost();
  // The runner's own margins: what is left of the lease must outlast the request.
  if (lease.remainingMs() < lease.lengthMs / 3) throw new LeaseLost();
  await api.create(input).catch((error: unknown) => {
    // No usable answer: the probe decides, as it would for a page.
    store.log({ level: "warn", step: STEP.key, text: String(error) });
  });
  return await decide(await api.find(input.subdomain), id, ports);
}

async function decide(seen: string | undefined, id: string, { store }: AttemptRun["ports"]): Promise<string> {
  if (seen) {
    await store.observed(id, { upstreamId: seen });
    return seen;
  }
  const about = { button: "Create", thing: "the restaurant" };
  await store.unknown(id, failure("OUTCOME_UNKNOWN", about));
  throw fail("OUTCOME_UNKNOWN", about);
}

function report(ending: Ending): RunReport {
  return { ending, browser: NO_BROWSER };
}
