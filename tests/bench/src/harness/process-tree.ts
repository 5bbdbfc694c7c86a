import { readdirSync, readFileSync } from "node:fs";

const SAMPLE_MS = 100;
/** USER_HZ of every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

export type TreeCost = {
  /** the most that all of them together held at once, each shared page counted in equal parts (PSS) */
  peakBytes: number;
  cpuSeconds: number;
  processes: number;
};

/** Watches a process and all that it starts while `work` runs. Linux only. */
export async function weighTree(rootPid: number, work: () => Promise<unknown>): Promise<TreeCost> {
  const began = new Map(treeOf(rootPid).map((pid) => [pid, ticksOf(pid)]));
  const ticks = new Map<number, number>();
  let peakBytes = 0;
  const look = () => {
    let bytes = 0;
    for (const pid of treeOf(rootPid)) {
      bytes += pssOf(pid);
      ticks.set(pid, Math.max(ticks.get(pid) ?? 0, ticksOf(pid)));
    }
    peakBytes = Math.max(peakBytes, bytes);
  };
  const timer = setInterval(look, SAMPLE_MS);
  try {
    await work();
    look();
  } finally {
    clearInterval(timer);
  }
  const used = [...ticks].reduce((sum, [pid, count]) => sum + count - (began.get(pid) ?? 0), 0);
  return { peakBytes, cpuSeconds: used / TICKS_PER_SECOND, processes: ticks.size };
}

function treeOf(rootPid: number): number[] {
  const parents = new Map(
    readdirSync("/proc")
      .map(Number)
      .filter(Number.isInteger)
      .map((pid) => [pid, Number(fieldsOf(pid)[1])]),
  );
  const isBelow = (pid: number): boolean => {
    if (pid === rootPid) return true;
    const parent = parents.get(pid);
    return parent !== undefined && parent > 1 && isBelow(parent);
  };
  return [...parents.keys()].filter(isBelow);
}

/** The fields of `/proc/<pid>/stat` behind the name, which may hold spaces and brackets itself. */
function fieldsOf(pid: number): string[] {
  const stat = read(pid, "stat");
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

const ticksOf = (pid: number) => Number(fieldsOf(pid)[11] ?? 0) + Number(fieldsOf(pid)[12] ?? 0);
const pssOf = (pid: number) => Number(/^Pss:\s+(\d+) kB/m.exec(read(pid, "smaps_rollup"))?.[1] ?? 0) * 1_024;

/** Empty for a process that is gone. */
function read(pid: number, what: string): string {
  try {
    return readFileSync(`/proc/${pid}/${what}`, "utf8");
  } catch {
    return "";
  }
}
