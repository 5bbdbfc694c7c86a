import type { DisplayState } from "@pumpd/model";
import { describe, expect, test } from "vitest";
import { type NextFacts, nextAction } from "./next-action.ts";

const account = { login: "kai@accounts.example", hasPassword: true, hold: null };
const ready: NextFacts = { account, openJob: null, milestones: [], doneTypes: [] };
const job = (state: DisplayState) => ({
  id: "01993f3e-0000-7000-8000-000000000001",
  shortId: "J-7K2MQ",
  type: "register_restaurant",
  state,
});
const REFUSED = "The portal refused the password.";

describe("the next sensible thing for a restaurant", () => {
  test.each<[string, Partial<NextFacts>, { kind: string; button: string | null; sentence: RegExp }]>([
    [
      "has no account",
      { account: null },
      { kind: "add_account", button: "Add the portal account", sentence: /no portal account/ },
    ],
    [
      "has an account without password",
      { account: { ...account, hasPassword: false } },
      { kind: "add_account", button: "Enter the password", sentence: /kai@accounts/ },
    ],
    [
      "has an account on hold",
      { account: { ...account, hold: REFUSED } },
      { kind: "add_account", button: "Enter a new password", sentence: /refused the password\.$/ },
    ],
    ["is not at the portal", {}, { kind: "start", button: "Register at Pumpd", sentence: /Creates the restaurant/ }],
    [
      "has a job that runs",
      { openJob: job("running") },
      { kind: "open_job", button: "Open J-7K2MQ", sentence: /is under way as J-7K2MQ/ },
    ],
    [
      "has a job that waits",
      { openJob: job("waiting_turn") },
      { kind: "open_job", button: "Open J-7K2MQ", sentence: /waits as J-7K2MQ/ },
    ],
    [
      "has a job before a person",
      { openJob: job("needs_review") },
      { kind: "open_job", button: "Decide J-7K2MQ", sentence: /waits for a decision/ },
    ],
    [
      "has a job that waits for a held account",
      { openJob: job("on_hold"), account: { ...account, hold: REFUSED } },
      { kind: "add_account", button: "Enter a new password", sentence: /J-7K2MQ waits and goes on by itself/ },
    ],
  ])("that %s", (_, facts, { sentence, ...expected }) => {
    const next = nextAction({ ...ready, ...facts });
    expect(next).toMatchObject(expected);
    expect(next.sentence).toMatch(sentence);
  });

  test("is not what was done already, and not what something must come before", () => {
    const registered = nextAction({ ...ready, milestones: ["registered"], doneTypes: ["register_restaurant"] });
    expect(registered.jobType).not.toBe("register_restaurant");
    expect(registered).toMatchObject({ kind: "start", jobType: "upload_menu", button: "Upload menu at Pumpd" });
    expect(nextAction(ready).jobType).toBe("register_restaurant");
  });
});
