"use client";
import { Card } from "@/components/ui/card";
import type { Findings, JobDetail } from "@/features/answers";
import { FindingsList } from "@/features/inspections/findings-list";
import { INSPECTION_STATES } from "@/features/inspections/words";
import { JOB_WORDS as W } from "../words";
import { OutLink } from "./completed-card";

/** A job that only compared: what it found, and that it has changed nothing. */
export function InspectionCard({ job, findings }: { job: JobDetail; findings: Findings }) {
  return (
    <Card aria-labelledby="inspection-title" className="shadow-2">
      <div className="px-5 py-5">
        <h2 id="inspection-title" className="text-18 font-heading">
          {INSPECTION_STATES.looked}
        </h2>
        <div className="mt-3">
          <FindingsList findings={findings} kind={job.parent ? "drift" : "plan"} />
        </div>
      </div>
      {job.links.portal ? (
        <div className="border-t border-line px-5 py-3.5">
          <OutLink href={job.links.portal}>{W.openPortal}</OutLink>
        </div>
      ) : null}
    </Card>
  );
}
