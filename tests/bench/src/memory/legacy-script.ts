// What the old system started for each request: a browser, the clicks, and as long asleep as it was told.
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { hostOf } from "../flows/portal.ts";
import { runBare } from "../flows/run-bare.ts";
import type { FlowOrder } from "./run-flows.ts";

const { portal, flow, sleepMs = 0 } = JSON.parse(await text(process.stdin)) as FlowOrder;
await runBare({ host: hostOf(portal) }, flow);
if (sleepMs > 0) await sleep(sleepMs);
