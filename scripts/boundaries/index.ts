import { bundleContents, cycles } from "./bundles.ts";
import { citedPaths } from "./cited-paths.ts";
import { dependencies } from "./dependencies.ts";
import { history } from "./history.ts";
import { secrets } from "./secrets.ts";
import { type Rule, readTree, type Tree, type Violation } from "./tree.ts";
import { versionFloors } from "./version-floors.ts";
import { environment, flows, processes, queueSql, scopes } from "./words.ts";

export const rules: readonly Rule[] = [
  dependencies,
  bundleContents,
  cycles,
  queueSql,
  environment,
  processes,
  flows,
  scopes,
  citedPaths,
  versionFloors,
  secrets,
  history,
];

export type RuleReport = { rule: string; violations: Violation[] };

/** Every rule on one checkout. */
export async function checkBoundaries(root: string): Promise<RuleReport[]> {
  const tree = readTree(root);
  return Promise.all(rules.map(async (rule) => ({ rule: rule.name, violations: await check(rule, tree) })));
}

// A rule that cannot look (an import that leads nowhere, JSON that is none) has not been kept.
async function check(rule: Rule, tree: Tree): Promise<Violation[]> {
  try {
    return await rule.check(tree);
  } catch (error) {
    return [{ file: ".", message: error instanceof Error ? error.message : String(error) }];
  }
}
