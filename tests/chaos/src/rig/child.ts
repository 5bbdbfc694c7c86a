import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";

export type Exit = { code: number | null; signal: string | null };

/** A program of ours as a child process; its output goes to one file. */
export type Child = {
  readonly pid: number;
  readonly logFile: string;
  readonly hasExited: boolean;
  readonly exited: Promise<Exit>;
  /** False when it is gone already. */
  signal: (signal: "SIGKILL" | "SIGSTOP" | "SIGCONT" | "SIGTERM") => boolean;
};

export type ChildOptions = {
  file: string;
  args?: readonly string[];
  env: Readonly<Record<string, string>>;
  logFile: string;
};

export function startChild({ file, args = [], env, logFile }: ChildOptions): Child {
  const log = openSync(logFile, "a", 0o600);
  // A group of its own: Ctrl-C in the terminal must reach the conductor, not the programs it kills by plan.
  const child: ChildProcess = spawn(process.execPath, [file, ...args], {
    env: { ...env },
    stdio: ["ignore", log, log],
    detached: true,
  });
  closeSync(log);
  const { pid } = child;
  if (pid === undefined) throw new Error(`${file} could not be started`);
  let exit: Exit | undefined;
  const exited = new Promise<Exit>((resolve) => {
    child.once("exit", (code, signal) => {
      exit = { code, signal };
      resolve(exit);
    });
  });
  return {
    pid,
    logFile,
    get hasExited() {
      return exit !== undefined;
    },
    exited,
    signal: (signal) => exit === undefined && child.kill(signal),
  };
}

export function logOf({ logFile }: Pick<Child, "logFile">): string {
  return readFileSync(logFile, "utf8");
}
