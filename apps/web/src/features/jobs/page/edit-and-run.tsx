"use client";
import Link from "next/link";
import { MayButton } from "@/components/may-button";
import { Button } from "@/components/ui/button";
import type { JobDetail } from "@/features/answers";
import { useMay } from "@/features/session/me";
import { JOB_WORDS as W } from "../words";

/** The start form, filled with what was asked for last. */
export function EditAndRun({ job }: { job: JobDetail }) {
  const may = useMay("operator");
  if (!may.may) {
    return (
      <MayButton look="primary" whyNot={may.why}>
        {W.editAndRun}
      </MayButton>
    );
  }
  return (
    <Button look="primary" asChild>
      <Link href={`/restaurants/${job.restaurant.id}/start/${job.type}?from=${job.shortId}`}>{W.editAndRun}</Link>
    </Button>
  );
}
