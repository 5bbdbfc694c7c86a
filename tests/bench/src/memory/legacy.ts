import { spawn } from "node:child_process";
import { join } from "node:path";

/** Seconds that the scripts of the old system slept in a registration, each fixed sleep counted once (`reliability.md` M7). */
export const REGISTRATION_SLEEPS_MS = 48_400;

/**
 * Our re-enactment of the old system: a Node process per request, which launches a browser of its own. The order goes in by
 * stdin, where the old one put it, password and all, into the command line. Answers what went wrong, or nothing.
 */
export function runLegacyScript(order: string): Promise<string | undefined> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "legacy-script.ts")], {
    stdio: ["pipe", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  child.stdin.end(order);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code === 0 ? undefined : said || `ended with ${code}`));
  });
}
