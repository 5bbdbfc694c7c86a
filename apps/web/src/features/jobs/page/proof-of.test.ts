import { describe, expect, it } from "vitest";
import type { JobEffect } from "@/features/answers";
import { proofOf, tellingEffect } from "./proof-of";

const effect: JobEffect = {
  id: "0190c0de-0000-7000-8000-000000000001",
  step: "create",
  item: "",
  state: "observed",
  naturalKey: "weta-and-vine",
  attempt: 1,
  evidence: null,
  failure: null,
  intendedAt: "2026-11-23T20:57:58.000Z",
  sentAt: "2026-11-23T20:58:03.000Z",
  decidedAt: "2026-11-23T20:58:04.000Z",
};
const clock = (at: string) => at.slice(11, 19);
const proof = (more: Partial<JobEffect>) => proofOf({ ...effect, ...more }, { clock });

describe("look, send, see", () => {
  it("is three times yes only when the portal showed it", () => {
    const { look, send, see } = proof({});
    expect([look.state, send.state, see.state]).toEqual(["happened", "happened", "happened"]);
  });
  it("does not say sent of a change that never left", () => {
    expect(proof({ state: "intended", sentAt: null, decidedAt: null })).toMatchObject({
      send: { title: "Not sent" },
      see: { title: "Nothing to see", state: "not_yet" },
    });
  });
  it("says that it was there already when nothing had to be sent", () => {
    expect(proof({ sentAt: null })).toMatchObject({
      look: { detail: "It was there already, 20:57:58" },
      see: { state: "happened" },
    });
  });
  it.each(["sent", "unknown", "refused"] as const)("never calls a %s change seen", (state) => {
    expect(proof({ state }).see.state).toBe("not_seen");
  });
  it("tells of the change that is least sure first", () => {
    const unsure = { ...effect, item: "a", state: "unknown" } as const;
    expect(tellingEffect([unsure, effect])).toBe(unsure);
    expect(tellingEffect([])).toBeUndefined();
  });
});
