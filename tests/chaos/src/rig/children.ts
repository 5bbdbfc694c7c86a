import { type Child, type ChildOptions, startChild } from "./child.ts";

const living = new Set<Child>();

/** Starts a program and remembers it, so that nothing outlives this process, however it ends. */
export function startRemembered(options: ChildOptions): Child {
  const child = startChild(options);
  living.add(child);
  void child.exited.then(() => living.delete(child));
  return child;
}

/** For the way out: each of our own children by its id. */
export function endChildren(): void {
  for (const child of living) child.signal("SIGKILL");
}
