"use client";
import { Archive, Download } from "lucide-react";
import { LoadingRows } from "@/components/list-faces";
import { NoAnswer } from "@/components/no-answer";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { ExportRow } from "@/features/answers";
import { problemWords } from "@/lib/problem";
import { sizeWords } from "@/lib/size";
import { trpc } from "@/lib/trpc/client";
import { Line, Nothing, Section } from "./section";
import { SETTINGS_WORDS as W } from "./words";

const LOOK_EVERY_MS = 3_000;
const isUnderWay = ({ state }: ExportRow) => state === "waiting" || state === "working";

/** Archives of everything the organisation has: asked for here, made by a worker, kept for a week. */
export function OrganisationData() {
  const exports = trpc.organisation.exports.useQuery(undefined, {
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? LOOK_EVERY_MS : false),
  });
  const utils = trpc.useUtils();
  const ask = trpc.organisation.askForExport.useMutation({
    onSuccess: () => {
      toast(W.exportAsked);
      void utils.organisation.exports.invalidate();
    },
    onError: (error) => toast(problemWords(error, W.nothing)),
  });
  const rows: ExportRow[] = exports.data ?? [];
  return (
    <Section
      title={W.data}
      lead={W.dataLead}
      action={
        <Button disabled={ask.isPending || rows.some(isUnderWay)} onClick={() => ask.mutate()}>
          <Archive aria-hidden />
          {W.askExport}
        </Button>
      }
    >
      {exports.isPending ? <LoadingRows rows={1} /> : null}
      {exports.isError ? <NoAnswer error={exports.error} onRetry={exports.refetch} /> : null}
      {exports.isSuccess && rows.length === 0 ? <Nothing>{W.noExports}</Nothing> : null}
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <Line key={row.id} title={W.exportStates[row.state]} note={<ExportNote row={row} />}>
            {row.state === "ready" ? (
              <Button size="row" look="outline" asChild>
                <a href={`/api/exports/${row.id}`} download>
                  <Download aria-hidden />
                  {W.takeExport}
                </a>
              </Button>
            ) : null}
          </Line>
        ))}
      </ul>
    </Section>
  );
}

function ExportNote({ row: { askedAt, askedBy, bytes, expiresAt, state } }: { row: ExportRow }) {
  return (
    <>
      {bytes === null ? null : `${sizeWords(bytes)} · `}
      {W.askedFor} <Time at={askedAt} as="ago" />, {askedBy}
      {state === "ready" && expiresAt ? (
        <>
          {" "}
          · {W.until} <Time at={expiresAt} />
        </>
      ) : null}
    </>
  );
}
