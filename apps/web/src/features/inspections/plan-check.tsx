"use client";
import { Eye } from "lucide-react";
import { useState } from "react";
import { MayButton } from "@/components/may-button";
import { toast } from "@/components/ui/toast";
import { problemWords } from "@/lib/problem";
import { trpc } from "@/lib/trpc/client";
import { InspectionOutcome } from "./inspection-outcome";
import { INSPECTION_WORDS, INSPECTION_STATES as S } from "./words";

type Request = { type: string; restaurantId: string; input: Record<string, unknown> };

/** Before the press: what this very form would add, change and leave alone at the portal now. */
export function PlanCheck({ request, whyNot }: { request: Request; whyNot: string | undefined }) {
  const [asked, setAsked] = useState<{ jobId: string; input: Request["input"] }>();
  const plan = trpc.jobs.plan.useMutation({
    onSuccess: (look, { input = {} }) => {
      if (look.isNew) setAsked({ jobId: look.jobId, input });
      else toast(S.otherLook);
    },
    onError: (error) => toast(problemWords(error, "Nothing was started.")),
  });
  return (
    <div className="space-y-3">
      <MayButton className="w-full" whyNot={whyNot} disabled={plan.isPending} onClick={() => plan.mutate(request)}>
        <Eye aria-hidden />
        {INSPECTION_WORDS.plan.button}
      </MayButton>
      {asked ? <InspectionOutcome key={asked.jobId} id={asked.jobId} kind="plan" /> : null}
      {asked && asked.input !== request.input ? <p className="text-13 text-bell">{S.formChanged}</p> : null}
    </div>
  );
}
