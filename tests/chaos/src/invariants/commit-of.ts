import { COMMITS, type CommitName } from "@pumpd/automations/define";

/** Which declared commit a request at the portal is; its pattern is the flows' own, its path the portal's. */
export function commitOf({ method, path }: { method: string; path: string }): CommitName | null {
  const found = Object.entries(COMMITS).find(
    ([, commit]) => commit.method === method && patternOf(commit.path).test(path),
  );
  // The keys of COMMITS are its names; `entries` forgets that.
  return found ? (found[0] as CommitName) : null;
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/:[A-Za-z]+/g, "[^/]+")}$`);
}
