import { resolveChromium } from "@pumpd/automations/browser";
import {
  type AnyAutomation,
  type ChangeCall,
  type ChangeEachCall,
  type Flow,
  type ItemReport,
  type Seen,
  Sight,
  type StepCalls,
  type StepDefinitions,
} from "@pumpd/automations/define";
import { flows } from "@pumpd/automations/flows";
import { openPortal } from "@pumpd/automations/portal";
import { chromium } from "playwright-core";
import { type FlowCase, files } from "./cases.ts";
import { asAnyFlow, type BenchPortal } from "./portal.ts";

/** The same page objects and clicks in plain Playwright: no gate, no wire, no ledger, no limits, nothing written down. */
export async function runBare({ host }: Pick<BenchPortal, "host">, { type, input }: FlowCase): Promise<void> {
  const flow = asAnyFlow(flows[type]);
  const { executablePath } = await resolveChromium({ install: "never" });
  const browser = await chromium.launch({ executablePath });
  try {
    const page = await browser.newPage({ locale: host.locale, timezoneId: host.timezone });
    await flow.run({
      input: flow.automation.input.parse(input),
      step: bareSteps(flow),
      portal: openPortal({ page, host, log: () => undefined, onSignIn: () => undefined }),
      files,
      log: () => undefined,
    });
  } finally {
    await browser.close();
  }
}

function bareSteps(flow: Flow<AnyAutomation>): StepCalls<StepDefinitions> {
  const steps = Object.entries(flow.automation.steps).map(([key, { kind }]) => {
    if (kind === "change") return [key, change];
    if (kind === "changeEach") return [key, changeEach];
    return [key, async <T>(look: () => Promise<T | Sight<T>>): Promise<T> => seenIn(await look())];
  });
  return Object.fromEntries(steps);
}

async function change<S extends Seen>({ probe, apply }: ChangeCall<S>): Promise<S> {
  const before = await probe({ isSent: false });
  if (isSo(before)) return seenIn(before);
  await apply();
  const after = await probe({ isSent: true });
  if (!isSo(after)) throw new Error("not seen");
  return seenIn(after);
}

async function changeEach<Item, S extends Seen>(call: ChangeEachCall<Item, S>): Promise<ItemReport<S>[]> {
  const reports: ItemReport<S>[] = [];
  for (const item of call.items) {
    const seen = await change({
      key: call.key(item),
      probe: (moment) => call.probe(item, moment),
      apply: () => call.apply(item),
    });
    reports.push({ key: call.key(item), label: call.label(item), status: "done", seen });
  }
  return reports;
}

function isSo<S>(probed: S | Sight<S> | undefined): probed is S | Sight<S> {
  return probed instanceof Sight ? probed.isSo : probed !== undefined;
}

function seenIn<S>(probed: S | Sight<S>): S {
  return probed instanceof Sight ? probed.seen : probed;
}
