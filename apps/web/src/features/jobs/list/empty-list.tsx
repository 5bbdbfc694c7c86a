"use client";
import Link from "next/link";
import { NothingForFilters, NothingYet } from "@/components/list-faces";
import { Button } from "@/components/ui/button";
import { isFiltered, type JobFilters } from "../job-filters";
import { JOB_WORDS as W } from "../words";
import { OPENED_WORDS } from "./opened-words";

export default function EmptyList({ filters, onClear }: { filters: JobFilters; onClear: () => void }) {
  if (isFiltered(filters)) {
    return (
      <NothingForFilters title={W.noneForFilters} action={<Button onClick={onClear}>{W.clear}</Button>}>
        {W.noneForFiltersText}
      </NothingForFilters>
    );
  }
  switch (filters.view) {
    case "needs_you":
      return <NothingYet title={W.allQuiet}>{W.allQuietText}</NothingYet>;
    case "given_up":
      return <NothingYet title={OPENED_WORDS.noneGivenUp}>{OPENED_WORDS.noneGivenUpText}</NothingYet>;
    case "running":
    case "waiting":
      return <NothingYet title={OPENED_WORDS.noneNow}>{OPENED_WORDS.noneNowText}</NothingYet>;
    case "all":
      return (
        <NothingYet
          title={W.noneYet}
          action={
            <Button asChild>
              <Link href="/restaurants">{W.chooseRestaurant}</Link>
            </Button>
          }
        >
          {W.noneYetText}
        </NothingYet>
      );
  }
}
