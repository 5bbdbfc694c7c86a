import type { Scenario } from "../scenario.ts";
import { browserFaults } from "./browser-faults.ts";
import { crashPoints } from "./crash-points.ts";
import { deploys } from "./deploys.ts";
import { doubleSubmit } from "./double-submit.ts";
import { halfOpen } from "./half-open.ts";
import { load } from "./load.ts";
import { postgresRestarts } from "./postgres-restarts.ts";
import { productionNumbers } from "./production-numbers.ts";
import { randomKill } from "./random-kill.ts";
import { sigstop } from "./sigstop.ts";
import { soak } from "./soak.ts";
import { unknownOutcome } from "./unknown-outcome.ts";

/** The longest first, so that no lane is left alone with one at the end. */
export const SCENARIOS: readonly Scenario[] = [
  postgresRestarts,
  randomKill,
  crashPoints,
  unknownOutcome,
  deploys,
  sigstop,
  browserFaults,
  productionNumbers,
  halfOpen,
  load,
  soak,
  doubleSubmit,
];
