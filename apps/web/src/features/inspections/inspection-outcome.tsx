"use client";
import { FAILURE_WORDS } from "@pumpd/model/words";
import { LoaderCircle, TriangleAlert } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { useJobStatus } from "@/features/jobs/use-job-status";
import { trpc } from "@/lib/trpc/client";
import { FindingsList } from "./findings-list";
import { type InspectionKind, INSPECTION_STATES as S } from "./words";

/** One look at the portal, followed until it has ended: under way, what it found, or why it could not look. */
export function InspectionOutcome({ id, kind }: { id: string; kind: InspectionKind }) {
  const utils = trpc.useUtils();
  const look = trpc.jobs.read.useQuery({ id }).data;
  const isMoving = look === undefined || look.status === "pending" || look.status === "running";
  useJobStatus({ ids: [id], isMoving, onRows: () => void utils.jobs.read.invalidate({ id }) });
  if (!look) return <Line icon="moving">{S.looking}</Line>;
  const link = (
    <Link href={`/jobs/${look.shortId}`} className="text-act hover:underline">
      {S.lookedAs} <span className="voice-machine">{look.shortId}</span>
    </Link>
  );
  if (isMoving)
    return (
      <Line icon="moving">
        {look.status === "pending" ? S.waiting : S.looking} {link}
      </Line>
    );
  if (look.findings)
    return (
      <div aria-live="polite">
        <FindingsList findings={look.findings} kind={kind} />
        <p className="mt-2 text-12 text-ink-3">{link}</p>
      </div>
    );
  return (
    <Line icon="warn">
      {look.failure ? FAILURE_WORDS[look.failure.code].headline(look.failure.about) : S.notLooked} {link}
    </Line>
  );
}

function Line({ icon, children }: { icon: "moving" | "warn"; children: ReactNode }) {
  return (
    <p role="status" className="flex gap-2.5 text-13 text-ink-2">
      <span className="mt-0.5">
        {icon === "moving" ? (
          <LoaderCircle aria-hidden className="animate-turn text-move" />
        ) : (
          <TriangleAlert aria-hidden className="text-bell" />
        )}
      </span>
      <span>{children}</span>
    </p>
  );
}
