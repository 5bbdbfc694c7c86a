import { describe, expect, it } from "vitest";
import type { JobEffect } from "@/features/answers";
import { itemsOf } from "./items-of";

const effect = (item: string, more: Partial<JobEffect> = {}): JobEffect => ({
  id: "0190c0de-0000-7000-8000-000000000001",
  step: "create",
  item,
  state: "observed",
  naturalKey: item,
  attempt: 1,
  evidence: null,
  failure: null,
  intendedAt: "2026-11-23T20:57:58.000Z",
  sentAt: "2026-11-23T20:58:03.000Z",
  decidedAt: "2026-11-23T20:58:04.000Z",
  ...more,
});
const progress = { step: "create", n: 3, of: 4, message: null, item: { n: 4, of: 6 } };

describe("the items of a step", () => {
  it("are told from the ledger, and those to come are counted", () => {
    const effects = [
      effect("Mild"),
      effect("Hot", { sentAt: null }),
      effect("Bad", { state: "refused" }),
      effect("Rice", { state: "sent", decidedAt: null }),
      effect("", { step: "other" }),
    ];
    const items = itemsOf({ effects, progress, status: "running" }, "create");
    expect(items?.states).toEqual(["done", "kept", "failed", "now", "todo", "todo"]);
    expect(items?.newest.map(({ key }) => key)).toEqual(["Rice", "Bad", "Hot"]);
  });
  it("never calls something sent seen once nobody looks any more", () => {
    const items = itemsOf({ effects: [effect("Rice", { state: "sent" })], progress: null, status: "failed" }, "create");
    expect(items?.states).toEqual(["unverified"]);
  });
  it("are none for a step without items", () => {
    expect(itemsOf({ effects: [effect("")], progress: null, status: "completed" }, "create")).toBeUndefined();
  });
});
