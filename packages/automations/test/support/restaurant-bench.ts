import { type IncomingHttpHeaders, request } from "node:http";
import { failure } from "@pumpd/model";
import { type AnyAutomation, Failed, type Flow, type JobFiles } from "../../src/define/index.ts";
import { CRASHPOINTS, type Crashpoint } from "../../src/runner/crashpoints.ts";
import { MemoryLedger, TestLease } from "./memory-job-store.ts";
import { attempt, openPortalBench, type Ran, type RunSettings } from "./portal-bench.ts";

/** Three near-equal restaurants under one account: only this one is ever meant. */
export const TARGET = { upstreamId: "RESmeantOne1", subdomain: "weta-and-vine" } as const;
const RESTAURANTS = [
  { id: TARGET.upstreamId, name: "Weta & Vine", subdomain: TARGET.subdomain, address: "7 Example Quay, Wellington" },
  { id: "REStrapTwo22", name: "Weta & Vine", subdomain: "weta-and-vine-2", address: "9 Example Quay, Wellington" },
  { id: "REStrapThree3", name: "Wētā and Vine", subdomain: "wetaandvine", address: "7 Example Quay, Wellington" },
];

export type PortalDish = { id: string; name: string; price: string };
export type PortalState = {
  id: string;
  settings: Record<string, unknown>;
  menus: { id: string; name: string; categories: { id: string; name: string; dishes: PortalDish[] }[] }[];
  optionSets: {
    id: string;
    name: string;
    displayName: string;
    options: { name: string; printName: string; price: string }[];
    required: boolean;
    selectMultiple: boolean;
    enableQuantity: boolean;
    min: string;
    max: string;
    dishIds: string[];
  }[];
  tags: { id: string; name: string; text: string; background: string; dishIds: string[] }[];
};

/** Nobody renews it here, and a run of a busy machine must not outlive it. */
const LEASE_MS = 900_000;

export type BenchRun<A extends AnyAutomation> = Omit<RunSettings<A>, "files"> & {
  files?: Record<string, Uint8Array | string>;
  /** the worker is lost at this place, the n-th time the run comes by */
  crashAt?: { place: Crashpoint; nth?: number };
};

/** A portal with three look-alikes, and what became of each. */
export async function openRestaurantBench() {
  const portal = await openPortalBench();
  let changesBefore = 0;

  return {
    ...portal,
    reset: (profile: "none" | "local" = "none") => {
      changesBefore = 0;
      return portal.reset(RESTAURANTS, profile);
    },
    /** Every change at the portal as `kind`, with the restaurant's id when it is not the meant one. */
    changes: async (): Promise<string[]> => {
      const { effects } = await portal.journal();
      return effects
        .filter(({ kind }) => !kind.startsWith("session"))
        .slice(changesBefore)
        .map(({ kind, restaurantId }) =>
          restaurantId === null || restaurantId === TARGET.upstreamId || kind === "restaurant.create"
            ? kind
            : `${kind} at ${restaurantId}`,
        );
    },
    /** Puts a menu there as if somebody had imported it by hand; it is not among the changes. */
    givenMenu: async (csv: string): Promise<void> => {
      const form = new FormData();
      form.append("file", new Blob([csv], { type: "text/csv" }), "menu.csv");
      await byHand(portal, "POST", `/api/restaurants/${TARGET.upstreamId}/menus/import`, form);
      changesBefore += 1;
    },
    /** What a person does at the portal: not among the changes. */
    byHand: async (method: string, path: string, body: object): Promise<void> => {
      await byHand(portal, method, `/api/restaurants/${TARGET.upstreamId}${path}`, body);
      changesBefore += 1;
    },
    target: async (): Promise<PortalState> => {
      // The shape is the simulator's own, as its README says.
      const { restaurants } = (await portal.state()) as { restaurants: PortalState[] };
      const found = restaurants.find(({ id }) => id === TARGET.upstreamId);
      if (!found) throw new Error("the target is gone");
      return found;
    },
    /** One attempt; pass the same `ledger` for the next attempt of the same job. */
    run: <A extends AnyAutomation>(flow: Flow<A>, input: unknown, run: BenchRun<A> = {}): Promise<Ran> => {
      const { files, crashAt, ledger = new MemoryLedger(), lease = new TestLease(LEASE_MS), ...settings } = run;
      let passed = 0;
      return attempt(portal, flow, input, {
        ...settings,
        ledger,
        lease,
        files: filesFrom(files ?? {}),
        onCrashpoint: async (place) => {
          if (place !== crashAt?.place || ++passed !== (crashAt.nth ?? 1)) return;
          lease.expire();
          // A lost worker does nothing any more; its watch ends this run as fenced.
          await new Promise(() => undefined);
        },
      });
    },
  };
}

/** Talks to the portal as its own page does. By address, because not every system resolves names under localhost. */
async function byHand(
  portal: { url: string; login: string; password: string },
  method: string,
  path: string,
  body: FormData | object,
) {
  const signIn = { email: portal.login, password: portal.password };
  const { headers } = await ask(portal.url, { method: "POST", path: "/api/session", body: signIn });
  const cookie = headers["set-cookie"]?.map((one) => one.split(";")[0]).join("; ") ?? "";
  const { status } = await ask(portal.url, { method, path, body, cookie });
  if (status >= 400) throw new Error(`${method} ${path}: ${status}`);
}

type Asked = { method: string; path: string; body: FormData | object; cookie?: string };

async function ask(
  portalUrl: string,
  { method, path, body, cookie = "" }: Asked,
): Promise<{ status: number; headers: IncomingHttpHeaders }> {
  const isForm = body instanceof FormData;
  const sent = new Response(isForm ? body : JSON.stringify(body));
  const type = isForm ? (sent.headers.get("content-type") ?? "") : "application/json";
  const bytes = Buffer.from(await sent.arrayBuffer());
  const { host, port } = new URL(portalUrl);
  const headers = { host, cookie, "content-type": type, "content-length": bytes.length };
  return await new Promise((resolve, reject) => {
    const asking = request({ host: "127.0.0.1", port: Number(port || 80), method, path, headers }, (answer) => {
      answer.resume();
      answer.once("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers }));
    });
    asking.once("error", reject);
    asking.end(bytes);
  });
}

export type RestaurantBench = Awaited<ReturnType<typeof openRestaurantBench>>;

function filesFrom(files: Record<string, Uint8Array | string>): JobFiles {
  return {
    read: async (id) => {
      const file = files[id];
      if (file === undefined) throw new Failed(failure("FILE_MISSING", { file: id }));
      return typeof file === "string" ? new TextEncoder().encode(file) : file;
    },
  };
}

/** Where a worker may be lost. In a hurry the five that differ for the portal; `CRASHPOINTS=all` for every one. */
export const LOST_AT: readonly Crashpoint[] =
  process.env.CRASHPOINTS === "all"
    ? CRASHPOINTS
    : ["after-intent", "while-held", "after-sent", "after-apply", "before-finish"];
