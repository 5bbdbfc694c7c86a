import { type FailureClass, failure, type StepStatus } from "@pumpd/model";
import { Sight } from "../define/findings.ts";
import type { ChangeCall, ChangeEachCall, ItemReport, Seen, StepCalls } from "../define/flow.ts";
import type { ChangeEachStep, ChangeStep, StepDefinition, StepDefinitions } from "../define/steps.ts";
import { type ChangeTools, makeChange } from "./change.ts";
import { classify } from "./classify.ts";
import { type Inspector, NothingFurther } from "./inspector.ts";
import type { JobStore } from "./ports.ts";
import { Stopped } from "./run-stop.ts";

export type StepTools = Omit<ChangeTools, "say" | "unknownWords"> & {
  store: JobStore;
  unknownWords: { button: string; thing: string };
  /** only looks, and collects what it finds */
  inspector?: Inspector | undefined;
  /** where a worker that is going away hands the job back */
  border: () => void;
  picture: (step: string | null, caption: string) => Promise<void>;
};

export type StepEngine<Steps extends StepDefinitions> = {
  readonly calls: StepCalls<Steps>;
  /** the step under way, if any */
  readonly current: string | null;
  /** an item of a `changeEach` failed while others went on */
  readonly hasFailedItems: boolean;
};

/** A single item may fail in these ways and the rest still goes on; anything else ends the step. */
const ITEM_FAILURES: ReadonlySet<FailureClass> = new Set(["business"]);

export function createStepEngine<Steps extends StepDefinitions>(steps: Steps, tools: StepTools): StepEngine<Steps> {
  const keys = Object.keys(steps);
  const { inspector } = tools;
  let current: { key: string; n: number } | null = null;
  let furthest = 0;
  let hasFailedItems = false;

  function say(message: string | null, item?: { n: number; of: number; label?: string }): void {
    tools.watch.progress();
    // A step may run again, but what is shown never goes back.
    furthest = Math.max(furthest, current?.n ?? 0);
    tools.store.progress({ step: current?.key ?? null, n: furthest, of: keys.length, message, item });
  }

  async function inStep<T>(
    key: string,
    work: () => Promise<{ value: T; status: StepStatus; message?: string; data?: unknown }>,
  ): Promise<T> {
    const definition = definitionOf(steps, key);
    tools.border();
    current = { key, n: keys.indexOf(key) + 1 };
    tools.watch.phase(definition.title);
    await tools.store.stepBegan({ key, n: current.n, of: keys.length, kind: definition.kind, title: definition.title });
    say(definition.title);
    try {
      const { value, status, message, data } = await work();
      await tools.picture(key, definition.title);
      await tools.store.stepEnded({ key, status, message, data });
      current = null;
      tools.watch.progress();
      return value;
    } catch (thrown) {
      const ended = endOf(thrown);
      if (ended) {
        await tools.picture(key, ended.message);
        await tools.store.stepEnded({ key, ...ended });
        current = null;
      }
      throw thrown;
    }
  }

  const changeTools: ChangeTools = { ...tools, say: (message) => say(message) };

  function changeOne(key: string, definition: ChangeStep) {
    return <S extends Seen>(call: ChangeCall<S>): Promise<S> =>
      inStep(key, async () => {
        if (inspector) return { value: await inspector.one(definition.title, call), status: "kept" };
        const { seen, how } = await makeChange(
          {
            step: key,
            item: "",
            title: definition.title,
            definition,
            naturalKey: call.key,
            probe: call.probe,
            apply: call.apply,
          },
          changeTools,
        );
        return { value: seen, status: how, data: seen };
      });
  }

  function changeEvery(key: string, definition: ChangeEachStep) {
    return <Item, S extends Seen>(call: ChangeEachCall<Item, S>): Promise<ItemReport<S>[]> =>
      inStep(key, async () => {
        const reports: ItemReport<S>[] = [];
        const items = inspector?.chosenOf(call.items) ?? call.items;
        for (const [index, item] of items.entries()) {
          tools.border();
          tools.stopHere();
          say(definition.title, { n: index + 1, of: items.length, label: call.label(item) });
          reports.push(await (inspector?.item(call, item) ?? changeItem(key, definition, call, item)));
        }
        await inspector?.others(call);
        const failed = reports.filter(({ status }) => status === "failed").length;
        if (failed > 0) hasFailedItems = true;
        const isKept = reports.length > 0 && reports.every(({ status }) => status === "kept");
        const message = failed > 0 ? `${failed} of ${reports.length} failed` : undefined;
        return { value: reports, status: isKept ? "kept" : "done", message, data: reports };
      });
  }

  async function changeItem<Item, S extends Seen>(
    step: string,
    definition: ChangeEachStep,
    call: ChangeEachCall<Item, S>,
    item: Item,
  ): Promise<ItemReport<S>> {
    const key = call.key(item);
    const label = call.label(item);
    try {
      const { how, seen } = await makeChange(
        {
          step,
          item: key,
          title: `${definition.title}: ${label}`,
          definition,
          naturalKey: key,
          probe: (moment) => call.probe(item, moment),
          apply: () => call.apply(item),
        },
        changeTools,
      );
      return { key, label, status: how, seen };
    } catch (thrown) {
      const classified = classify(thrown);
      if (thrown instanceof Stopped || classified.kind === "fenced" || !ITEM_FAILURES.has(classified.failure.class))
        throw thrown;
      tools.log(`${label}: ${classified.failure.code}`, "warn");
      return { key, label, status: "failed", reason: classified.failure.code, failure: classified.failure };
    }
  }

  function readBack<T>(title: string, looked: T | Sight<T>): T {
    if (inspector) return inspector.read(title, looked);
    return looked instanceof Sight ? looked.seen : looked;
  }

  function callOf(key: string): unknown {
    const definition = definitionOf(steps, key);
    switch (definition.kind) {
      case "visit":
        return <T>(look: () => Promise<T>): Promise<T> =>
          inStep(key, async () => ({ value: await look(), status: "done" }));
      case "read":
        return <T>(look: () => Promise<T | Sight<T>>): Promise<T> =>
          inStep(key, async () => ({ value: readBack(definition.title, await look()), status: "done" }));
      case "change":
        return changeOne(key, definition);
      case "changeEach":
        return changeEvery(key, definition);
      default:
        return definition satisfies never;
    }
  }

  return {
    // Built key by key from the very definitions that type it: `callOf` returns for each kind what `StepCall` says.
    calls: Object.fromEntries(keys.map((key) => [key, callOf(key)])) as StepCalls<Steps>,
    get current() {
      return current?.key ?? null;
    },
    get hasFailedItems() {
      return hasFailedItems;
    },
  };
}

function definitionOf(steps: StepDefinitions, key: string): StepDefinition {
  const definition = steps[key];
  if (!definition) throw new Error(`no step ${key}`);
  return definition;
}

/** How a step that threw ends; nothing when this worker may not write any more. */
function endOf(thrown: unknown): { status: StepStatus; message: string } | undefined {
  if (thrown instanceof Stopped) return { status: "stopped", message: "Stopped" };
  if (thrown instanceof NothingFurther) return { status: "done", message: "Not there" };
  const classified = classify(thrown);
  if (classified.kind === "fenced") return undefined;
  const { code } = classified.failure;
  return { status: code === failure("OUTCOME_UNKNOWN").code ? "unverified" : "failed", message: code };
}
