import { expect, test } from "vitest";
import { slaOf } from "../src/sla.ts";

const job = { createdAt: "2026-11-24T00:00:00Z", dueAt: "2026-11-24T00:10:00Z" };

test.each([
  ["00:00:00", "met"],
  ["00:08:00", "met"],
  ["00:08:01", "near"],
  ["00:10:00", "near"],
  ["00:10:01", "late"],
])("at %s it is %s", (clock, sla) => {
  expect(slaOf(job, Date.parse(`2026-11-24T${clock}Z`))).toBe(sla);
});
