import { findLines, isTest, type Rule, type Tree, type Violation } from "./tree.ts";

type Forbidden = { pattern: RegExp; where: (file: string) => boolean; message: string };

function forbid(name: string, forbidden: Forbidden[]): Rule {
  return { name, check: (tree: Tree) => forbidden.flatMap((one) => findForbidden(tree, one)) };
}

function findForbidden(tree: Tree, { pattern, where, message }: Forbidden): Violation[] {
  return findLines(tree, pattern, where).map(({ file, line, text }) => ({
    file,
    line,
    message: `${message}: ${text.slice(0, 120)}`,
  }));
}

const isOneOf =
  (...files: RegExp[]) =>
  (file: string) =>
    files.some((pattern) => pattern.test(file));
const isApp = (file: string) => /^(apps|packages)\//.test(file) && !isTest(file);
const isOurRules = isOneOf(/^scripts\/boundaries\//);

/** The queue itself, the migration that grants its tables, and the invariant that must see both sides in one statement. */
const maySpeakToQueue = isOneOf(
  /^packages\/db\/src\/(queue|migrate)\.ts$/,
  /^packages\/domain\/src\/invariants\/queue-agrees\.ts$/,
);

export const queueSql = forbid("one file speaks to the queue", [
  {
    pattern: /graphile_worker/,
    where: (file) => isApp(file) && !maySpeakToQueue(file),
    message: "only packages/db/src/queue.ts speaks to graphile_worker",
  },
]);

/**
 * Env modules, and the few that hand an environment on: what a child process, a browser or an installer is given, and
 * CHROMIUM_PATH, which one function reads for worker, tests and commands.
 */
const mayReadEnvironment = isOneOf(
  /\/env\.ts$/,
  /^apps\/web\/next\.config\.ts$/,
  /^packages\/db\/src\/embedded\//,
  /^packages\/automations\/src\/runner\/(chromium|install-chromium|temp-dir)\.ts$/,
  /^apps\/[^/]+\/src\/(main|instrumentation)\.ts$/,
  /^scripts\/bootstrap\.mjs$/,
);

export const environment = forbid("environment is read in one place per app", [
  {
    // NODE_ENV is replaced by the web build and decides what the bundler leaves out.
    pattern: /process\.env(?!\.NODE_ENV\b)/,
    where: (file) => !mayReadEnvironment(file) && !isTest(file) && !isOurRules(file),
    message: "read it in the app's env.ts and hand it on",
  },
]);

const mayStartProcesses = isOneOf(
  /^packages\/db\/src\/embedded\//,
  /^packages\/automations\/src\/runner\/(install-chromium|process-tree)\.ts$/,
  /^scripts\//,
);

export const processes = forbid("child processes only where allowed, and never a shell", [
  {
    pattern: /["'](node:)?child_process["']/,
    where: (file) => !mayStartProcesses(file) && !isTest(file),
    message: "no child processes here",
  },
  { pattern: /\bshell:\s*(true|["'])/, where: (file) => !isOurRules(file), message: "no shell anywhere" },
  {
    pattern: /import\s*\{[^}]*\bexec(Sync)?\b[^}]*\}\s*from\s*["'](node:)?child_process["']/,
    where: (file) => !isOurRules(file),
    message: "exec starts a shell; use spawn or execFile with an array",
  },
]);

export const flows = forbid("flows wait for facts and send only from the browser", [
  { pattern: /waitForTimeout/, where: isFlowCode, message: "wait for what you need, not for time" },
  { pattern: /networkidle/, where: isFlowCode, message: "networkidle proves nothing; wait for what you need" },
  { pattern: /\b(page|context)\.request\b/, where: isFlowCode, message: "requests from Node bypass the send gate" },
  {
    pattern: /\.(first|last)\(\)|\.nth\(0\)/,
    where: isFlowCode,
    message: "never the first, the last or the only one left; decide which one is meant",
  },
  { pattern: /\broute\.fetch\b/, where: isFlowCode, message: "requests from Node bypass the send gate" },
]);

function isFlowCode(file: string): boolean {
  return file.startsWith("packages/automations/") && !file.includes("/test/");
}

/** The checks that may say "this organisation", and the worker's repairs and bulk actions, of jobs they read across all of them. */
const mayMakeScope = isOneOf(
  /^packages\/db\/src\/client\.ts$/,
  /^packages\/domain\/src\/people\/(require-membership|accept-invitation)\.ts$/,
  /^packages\/domain\/src\/api-keys\/authenticate-key\.ts$/,
  /^packages\/domain\/src\/jobs\/(claim|reconcile|restored)\.ts$/,
  /^packages\/domain\/src\/bulk\/advance-bulk-actions\.ts$/,
  // Like the reconciler: goes from one organisation to the next, each in its own scope.
  /^packages\/domain\/src\/alerts\/evaluate-alerts\.ts$/,
  /^packages\/domain\/src\/holds\/send-canaries\.ts$/,
  /^packages\/domain\/src\/organisations\/make-exports\.ts$/,
);

export const scopes = forbid("a tenant scope comes from a check", [
  {
    pattern: /\bmakeScope\s*\(/,
    where: (file) => isApp(file) && !mayMakeScope(file),
    message: "only the membership check, the API-key check, an invitation and the claim make a scope",
  },
]);
