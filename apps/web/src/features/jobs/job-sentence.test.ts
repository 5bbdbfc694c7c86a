import { describe, expect, it } from "vitest";
import { afterWord, jobSentence, portalNow, type Told } from "./job-sentence";

const present = { nowMs: Date.parse("2026-11-24T00:12:00Z"), zone: "Pacific/Auckland" };
const job: Told = {
  state: "waiting",
  status: "pending",
  failure: null,
  progress: null,
  waitFor: null,
  summary: null,
  runAt: null,
  triesUsed: 0,
  maxTries: 3,
  sentCount: 0,
  seenCount: 0,
  completedAt: null,
  createdAt: "2026-11-24T00:00:00Z",
  dueAt: null,
  replacedBy: null,
};
const say = (more: Partial<Told>) => jobSentence({ ...job, ...more }, present);

describe("the sentence of a row", () => {
  it("says what a waiting job waits for", () => {
    expect(say({ state: "waiting_turn", waitFor: "After J-7K2MQ, same portal account" })).toBe(
      "After J-7K2MQ, same portal account",
    );
  });
  it("says of an open job that its time is near, or by how much it is late, and nothing before", () => {
    const waiting = { state: "waiting_turn", waitFor: "After J-7K2MQ" } as const;
    expect(say({ ...waiting, dueAt: "2026-11-24T00:30:00Z" })).toBe("After J-7K2MQ");
    expect(say({ ...waiting, dueAt: "2026-11-24T00:14:00Z" })).toBe("After J-7K2MQ · wanted within 2 min");
    expect(say({ ...waiting, dueAt: "2026-11-24T00:09:00Z" })).toBe("After J-7K2MQ · late by 3 min");
  });
  it("says when a finished job was seen", () => {
    expect(
      say({
        state: "completed",
        status: "completed",
        summary: "weta-and-vine.pumpd.test",
        completedAt: "2026-11-23T20:58:00Z",
      }),
    ).toBe("weta-and-vine.pumpd.test, seen 9:58 am");
    const older = { state: "completed", status: "completed", summary: "Two tags" } as const;
    expect(say({ ...older, completedAt: "2026-11-23T10:58:00Z" })).toBe("Two tags, seen yesterday, 11:58 pm");
    expect(say({ ...older, completedAt: "2026-11-17T20:58:00Z" })).toBe("Two tags, seen 18 Nov, 9:58 am");
  });
  it("says of a failed job what is at the portal", () => {
    const failure = { code: "SUBDOMAIN_TAKEN", class: "business", about: { subdomain: "sisters" } } as const;
    expect(say({ state: "failed", status: "failed", failure })).toBe(
      "The store address “sisters” is taken. Nothing was changed",
    );
  });
  it("says of a replaced job which one went on", () => {
    const replacedBy = { id: "1", shortId: "J-7K2MQ" };
    expect(say({ state: "replaced", status: "failed", replacedBy })).toBe(
      "J-7K2MQ went on with it. Nothing was changed",
    );
  });
  it("never calls a change seen that was only sent", () => {
    expect(portalNow({ status: "needs_review", sentCount: 1, seenCount: 0 })).toBe("One change was sent, and not seen");
    expect(portalNow({ status: "running", sentCount: 6, seenCount: 2 })).toBe("6 changes were sent, 2 of them seen");
  });
  it("says of an ended job what stayed and what the portal refused", () => {
    expect(portalNow({ status: "failed", sentCount: 1, seenCount: 0 })).toBe("Nothing was changed");
    expect(portalNow({ status: "cancelled", sentCount: 6, seenCount: 2 })).toBe("2 of 6 changes are there");
  });
  it("counts down to a planned try", () => {
    expect(afterWord({ ...job, state: "retrying", runAt: "2026-11-24T00:12:20Z" }, present.nowMs)).toBe(" in 20 s");
    expect(afterWord({ ...job, state: "retrying", runAt: "2026-11-24T00:12:03Z" }, present.nowMs)).toBe(" in 3 s");
  });
});
