"use client";
import { Eye } from "lucide-react";
import { useState } from "react";
import { MayButton } from "@/components/may-button";
import { toast } from "@/components/ui/toast";
import { useMay } from "@/features/session/me";
import { problemWords } from "@/lib/problem";
import { trpc } from "@/lib/trpc/client";
import { InspectionOutcome } from "./inspection-outcome";
import { INSPECTION_WORDS, INSPECTION_STATES as S } from "./words";

type DriftCheckProps = {
  jobId: string;
  /** the look that was asked for last, if the page knows of one */
  lastLookId?: string | undefined;
  look?: "outline" | "link";
};

/** After the fact: does the portal still show what this job has put there? */
export function DriftCheck({ jobId, lastLookId, look = "outline" }: DriftCheckProps) {
  const may = useMay("operator");
  const [asked, setAsked] = useState<string>();
  const check = trpc.jobs.checkDrift.useMutation({
    onSuccess: (started) => (started.isNew ? setAsked(started.jobId) : toast(S.otherLook)),
    onError: (error) => toast(problemWords(error, "Nothing was started.")),
  });
  const shownId = asked ?? lastLookId;
  return (
    <div className="space-y-2.5">
      <MayButton
        look={look}
        size={look === "link" ? "text" : "normal"}
        whyNot={may.may ? undefined : may.why}
        disabled={check.isPending}
        onClick={() => check.mutate({ id: jobId })}
      >
        {look === "link" ? null : <Eye aria-hidden />}
        {INSPECTION_WORDS.drift.button}
      </MayButton>
      {shownId ? <InspectionOutcome key={shownId} id={shownId} kind="drift" /> : null}
    </div>
  );
}
