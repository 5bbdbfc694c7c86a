import { services } from "./server";

/** Makes what every request is served with, or ends the process with a sentence: a server that can serve nothing is not left standing. */
export async function startOrEnd(): Promise<void> {
  try {
    await services();
  } catch (error) {
    process.stderr.write(`The admin does not start. ${error instanceof Error ? error.message : String(error)}\n`);
    // Not `process.exit`: it joins V8's threads, and one of them may stand still for good while Next is still starting.
    process.kill(process.pid, "SIGKILL");
  }
}
