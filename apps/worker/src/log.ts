import { destination, type Logger, pino, stdSerializers } from "pino";

export type Log = Logger;

/** JSON lines on stdout. No inputs, no results, no secrets: jobs are named by id, type, attempt and step. */
export function createLog(level: "debug" | "info" | "silent" = "info"): Log {
  const out = destination({ dest: 1, sync: true });
  // A closed pipe is no reason to stop working.
  out.on("error", () => {});
  return pino(
    {
      level,
      base: { app: "worker" },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: stdSerializers.err },
    },
    out,
  );
}
