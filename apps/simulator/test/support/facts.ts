import { test } from "vitest";
import { facts, type Grade } from "../../facts.ts";

const byId = new Map(facts.map((fact) => [fact.id, fact]));
const listed = new Set<string>();
const proven = new Set<string>();

/** One named assertion for one observed fact. */
export function fact(id: string, prove: () => Promise<void>): void {
  const known = byId.get(id);
  if (!known) throw new Error(`No fact is called ${id}.`);
  if (listed.has(id)) throw new Error(`Fact ${id} is asserted twice.`);
  listed.add(id);
  test(`[${known.grade}] ${id}: ${known.sentence}`, async () => {
    await prove();
    proven.add(id);
  });
}

export function coverage(): Record<Grade, { covered: number; listed: number; missing: string[] }> {
  const of = (grade: Grade) => {
    const all = facts.filter((one) => one.grade === grade);
    const missing = all.filter((one) => !proven.has(one.id)).map((one) => one.id);
    return { covered: all.length - missing.length, listed: all.length, missing };
  };
  return { A: of("A"), B: of("B"), C: of("C") };
}
