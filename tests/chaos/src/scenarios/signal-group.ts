/** Signals a whole process group. It was found by the rig's own directory on its command line, and may be gone by now. */
export function signalGroup(group: number, signal: "SIGKILL" | "SIGSTOP"): void {
  try {
    process.kill(-group, signal);
  } catch (problem) {
    if (!(problem instanceof Error && "code" in problem && problem.code === "ESRCH")) throw problem;
  }
}
