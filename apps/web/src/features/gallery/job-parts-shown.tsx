import { BadgeCheck, Eye, RotateCw } from "lucide-react";
import { Docket } from "@/components/docket";
import { Facts } from "@/components/facts";
import { ItemCells, type ItemState } from "@/components/item-cells";
import { ProofPips } from "@/components/proof-pips";
import { type Proof, ProofStrip } from "@/components/proof-strip";
import { type Segment, SegmentBar, Segments } from "@/components/segments";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { FailureCard } from "@/features/jobs/failure-card";
import { REVIEW_WORDS } from "@/features/jobs/page/review-words";
import { Shown } from "./shown";

const SEEN: Proof = {
  look: { title: "Looked first", detail: "Not in the list, 9:57:58 am", state: "happened" },
  send: { title: "Sent once", detail: "9:58:03 am, answered 200", state: "happened" },
  see: { title: "Seen", detail: "9:58:04 am, everything matches", state: "happened" },
};
const UNSEEN: Proof = {
  look: { title: "Looked first", detail: "Not in the list, 1:03:58 pm", state: "happened" },
  send: { title: "Sent once", detail: "1:04:07 pm, answered 502", state: "happened" },
  see: { title: "Not seen since", detail: "6 looks until 1:05:09 pm", state: "not_seen" },
};
const SEGMENTS: Segment[] = [
  { key: "a", label: "Sign in", weight: 2, state: "done" },
  { key: "b", label: "Look first", weight: 2, state: "done" },
  { key: "c", label: "Create the restaurant", weight: 8, state: "now", fraction: 0.4 },
  { key: "d", label: "Read back", weight: 2, state: "todo" },
];
const ITEMS: ItemState[] = [
  ...Array.from({ length: 24 }, (_, n): ItemState => (n % 5 === 3 ? "kept" : "done")),
  "now",
  ...Array.from({ length: 30 }, (): ItemState => "todo"),
];

export function JobPartsShown() {
  return (
    <div className="grid gap-10 desk:grid-cols-[minmax(0,1fr)_360px]">
      <div className="min-w-0 space-y-8">
        <Shown name="FailureCard, ProofStrip">
          <FailureCard
            tone="bell"
            headline="We pressed Create and have not seen the restaurant since."
            sentences="The portal took our form, then showed an error page for a minute. Pressing Create again could make a second restaurant, so we stopped and are asking you."
            proof={UNSEEN}
            action={
              <Button look="primary">
                <RotateCw aria-hidden />
                Look again now
              </Button>
            }
            promise={REVIEW_WORDS.linkPromise}
          />
        </Shown>
        <Shown name="ProofStrip, seen">
          <ProofStrip proof={SEEN} />
        </Shown>
        <Shown name="Segments">
          <Segments segments={SEGMENTS} aside="45 to 60 s left" />
        </Shown>
        <Shown name="SegmentBar, ProofPips">
          <div className="flex items-center gap-6">
            <SegmentBar n={3} of={5} className="w-28" />
            <ProofPips look="done" send="now" see="not" />
            <ProofPips look="done" send="done" see="done" />
            <ProofPips look="done" send="not" see="not" />
          </div>
        </Shown>
        <Shown name="ItemCells">
          <Card className="bg-page p-3.5">
            <ItemCells items={ITEMS} />
          </Card>
        </Shown>
      </div>
      <div className="space-y-8">
        <Shown name="Docket on the rail: open">
          <Docket
            isOnRail
            stub={
              <p className="flex gap-3 text-13 text-ink-2">
                <Eye aria-hidden className="mt-0.5" />
                The result is written here once it has been read back.
              </p>
            }
          >
            <Facts
              facts={[
                { label: "Asked by", value: "Mere K., 1:10 pm" },
                { label: "Account", value: "orders.plum@example.test" },
                { label: "Worker", value: <span className="voice-machine">harbour-1</span> },
              ]}
            />
          </Docket>
        </Shown>
        <Shown name="Docket off the rail: ended">
          <Docket
            stub={
              <p className="flex gap-3 text-13 font-heading text-seen">
                <BadgeCheck aria-hidden className="mt-0.5" />
                Registered, seen 9:58 am
              </p>
            }
          >
            <Facts facts={[{ label: "Asked by", value: "API key “Website form”, 9:57 am" }]} />
          </Docket>
        </Shown>
      </div>
    </div>
  );
}
