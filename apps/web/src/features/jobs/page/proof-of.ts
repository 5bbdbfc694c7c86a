import type { Proof } from "@/components/proof-strip";
import type { JobEffect } from "@/features/answers";

type Words = { clock: (at: string) => string };

/** What happened to one change, from its ledger row alone. */
export function proofOf(effect: JobEffect, { clock }: Words): Proof {
  const wasThere = effect.state === "observed" && effect.sentAt === null;
  return {
    look: {
      title: "Looked first",
      detail: `${wasThere ? "It was there already" : "Not there yet"}, ${clock(effect.intendedAt)}`,
      state: "happened",
    },
    send: effect.sentAt
      ? { title: "Sent once", detail: sentDetail(effect, clock), state: "happened" }
      : { title: "Not sent", detail: wasThere ? "No need to" : "Nothing left our side", state: "not_yet" },
    see: seen(effect, clock),
  };
}

function sentDetail(effect: JobEffect, clock: Words["clock"]): string {
  const status = effect.evidence?.status;
  const answered = typeof status === "number" ? `, answered ${status}` : "";
  return `${clock(effect.sentAt ?? effect.intendedAt)}${answered}`;
}

function seen(effect: JobEffect, clock: Words["clock"]): Proof["see"] {
  const at = effect.decidedAt ? clock(effect.decidedAt) : undefined;
  switch (effect.state) {
    case "observed":
      return { title: "Seen", detail: at ?? "Read back", state: "happened" };
    case "refused":
      return { title: "Refused by the portal", detail: at ?? "Nothing was changed", state: "not_seen" };
    case "unknown":
      return {
        title: "Not seen since",
        detail: at ? `We looked until ${at}` : "We looked and did not find it",
        state: "not_seen",
      };
    case "sent":
      return { title: "Not seen yet", detail: "We are looking", state: "not_seen" };
    case "intended":
      return { title: "Nothing to see", detail: "It was never sent", state: "not_yet" };
  }
}

/** The change a person has to know about first: the one least sure, and of those the newest. */
export function tellingEffect(effects: readonly JobEffect[]): JobEffect | undefined {
  const unsure = effects.filter((one) => one.state === "unknown" || one.state === "sent");
  return (unsure.length > 0 ? unsure : effects).at(-1);
}
