import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SimulatorOptions, startSimulator as start } from "@pumpd/simulator";

export type JournalEffect = { at: string; kind: string; account: string; restaurantId: string | null } & Record<
  string,
  unknown
>;
export type SimulatorJournal = {
  epoch: number;
  effects: JournalEffect[];
  requests: { n: number; at: string; method: string; path: string; status?: unknown }[];
};

export type TestSimulator = {
  /** The portal's address as a browser sees it. */
  url: string;
  control: SimulatorControl;
  stop(): Promise<void>;
};

/** A portal of its own on a free port, with an empty journal in a temp directory. */
export async function startSimulator({
  profile = "none",
}: Pick<SimulatorOptions, "profile"> = {}): Promise<TestSimulator> {
  const dataDir = mkdtempSync(join(tmpdir(), "pumpd-simulator-"));
  const simulator = await start({ port: 0, dataDir, profile });
  return {
    url: simulator.url,
    control: controlOf(simulator.port),
    stop: async () => {
      await simulator.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The control API of a simulator on this machine, in this process or another. */
export class SimulatorControl {
  readonly #base: string;

  constructor(port: number) {
    this.#base = `http://127.0.0.1:${port}/__simulator`;
  }

  journal(): Promise<SimulatorJournal> {
    return this.#call<SimulatorJournal>("GET", "journal");
  }

  state(): Promise<Record<string, unknown>> {
    return this.#call("GET", "state");
  }

  seed(accounts: object): Promise<unknown> {
    return this.#call("POST", "seed", accounts);
  }

  fault(fault: object): Promise<unknown> {
    return this.#call("POST", "faults", fault);
  }

  heal(): Promise<unknown> {
    return this.#call("DELETE", "faults");
  }

  profile(profile: NonNullable<SimulatorOptions["profile"]>): Promise<unknown> {
    return this.#call("POST", "profile", { profile });
  }

  reset(): Promise<unknown> {
    return this.#call("POST", "reset");
  }

  async #call<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const answer = await fetch(`${this.#base}/${path}`, {
      method,
      headers: { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`The simulator refused ${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Answer;
  }
}

export function controlOf(port: number): SimulatorControl {
  return new SimulatorControl(port);
}
