import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { resolveChromium } from "@pumpd/automations/browser";
import { webBuildDir } from "@pumpd/testing";
import { checkBoundaries } from "../boundaries/index.ts";
import { repository } from "../repository.ts";
import { buildWeb } from "../up/build-web.ts";
import {
  type Count,
  countChaos,
  countPlaywright,
  countTurbo,
  countVitest,
  oneFailed,
  onePassed,
  readReport,
} from "./report.ts";
import { run, tools } from "./run.ts";

/** `extra` are arguments behind the filter, for the tool of the stage: a file, a test name. */
export type Stage = { name: string; run(extra: string[]): Promise<Count> };

const results = join(repository, "test-results");
const turboRuns = join(repository, ".turbo", "runs");

const browser: Stage = {
  name: "browser",
  run: async () => {
    const { executablePath } = await resolveChromium({ install: "if-missing" });
    console.log(executablePath);
    return onePassed;
  },
};

const types: Stage = {
  name: "types",
  run: async () => {
    rmSync(turboRuns, { recursive: true, force: true });
    const args = [
      "run",
      "typecheck",
      "--continue=always",
      "--summarize",
      "--concurrency=2",
      "--output-logs=errors-only",
      "--ui=stream",
    ];
    await run({ tool: tools.turbo, args });
    return countTurbo(readReport(join(turboRuns, newestOf(turboRuns))));
  },
};

const lint: Stage = {
  name: "lint",
  run: async () =>
    oneFor(await run({ tool: tools.biome, args: ["check", "--error-on-warnings", "--max-diagnostics=50", "."] })),
};

/** Files, exports and packages that nobody uses any more. */
const unused: Stage = {
  name: "unused",
  run: async () => oneFor(await run({ tool: tools.knip, args: ["--no-progress", "--treat-config-hints-as-errors"] })),
};

const boundaries: Stage = {
  name: "boundaries",
  run: async () => {
    const violations = (await checkBoundaries(repository)).flatMap(({ violations }) => violations);
    for (const { file, line, message } of violations) console.error(`${line ? `${file}:${line}` : file}  ${message}`);
    return oneFor(violations.length === 0);
  },
};

const unit: Stage = { name: "unit", run: (extra) => runVitest(extra) };

/** Tests that drive a browser, in the packages of `quick`. */
const slow = [
  "**/flow.test.ts",
  "**/{complete,update}-menu.test.ts",
  "**/{portal,runner}/**",
  "**/test/{class-rename,crash-points,gate.*,inspections,run}.test.ts",
];

/** What needs neither a database nor a browser: words, files, forms. */
const quick: Stage = {
  name: "quick",
  run: (extra) => {
    const projects = ["@pumpd/model", "@pumpd/automations", "@pumpd/web"];
    return runVitest([
      ...projects.map((name) => `--project=${name}`),
      ...slow.map((files) => `--exclude=${files}`),
      ...extra,
    ]);
  },
};

async function runVitest(args: string[]): Promise<Count> {
  const file = freshReport("vitest.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  await run({ tool: tools.vitest, args: ["run", ...reporters, ...args] });
  return countVitest(readReport(file));
}

const build: Stage = {
  name: "build",
  run: async () => {
    await buildWeb({ directory: webBuildDir, say: console.log });
    return onePassed;
  },
};

const e2e: Stage = {
  name: "e2e",
  run: async (extra) => {
    const file = freshReport("playwright.json");
    const config = join(repository, "tests/e2e/playwright.config.ts");
    await run({
      tool: tools.playwright,
      args: ["test", "-c", config, ...extra],
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
    });
    return countPlaywright(readReport(file));
  },
};

/** The short form: the engine under kills, cuts, deploys and restarts. Its scoreboard is for runs by hand. */
const chaos: Stage = {
  name: "chaos",
  run: async (extra) => {
    const file = freshReport("chaos.json");
    await run({ tool: tools.chaos, args: ["--short", "--report", file, ...extra] });
    return countChaos(readReport(file));
  },
};

/** Cheap ones first: who broke a type should not wait for a browser. */
export const stages: readonly Stage[] = [types, lint, unused, boundaries, browser, unit, build, e2e, chaos];

/** Before handing in: within a minute or so. */
export const verifyStages: readonly Stage[] = [types, lint, unused, boundaries, quick];

function oneFor(isGood: boolean): Count {
  return isGood ? onePassed : oneFailed;
}

function freshReport(name: string): string {
  mkdirSync(results, { recursive: true });
  const file = join(results, name);
  rmSync(file, { force: true });
  return file;
}

function newestOf(folder: string): string {
  try {
    return readdirSync(folder).sort().at(-1) ?? "none";
  } catch {
    return "none";
  }
}
