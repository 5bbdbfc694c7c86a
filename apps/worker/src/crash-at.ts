import type { Crashpoint } from "@pumpd/automations/runner";

/**
 * Tests only: kills this process the nth time it comes to the named place, or freezes it there.
 * @param where `after-sent`, `after-sent:2`, `after-sent:1:stop`
 */
export function crashAt(where: string | undefined): ((name: Crashpoint) => void) | undefined {
  if (!where) return undefined;
  const [place, nth = "1", how = "kill"] = where.split(":");
  let left = Number(nth);
  return (name) => {
    if (name !== place) return;
    left -= 1;
    if (left === 0) process.kill(process.pid, how === "stop" ? "SIGSTOP" : "SIGKILL");
  };
}
