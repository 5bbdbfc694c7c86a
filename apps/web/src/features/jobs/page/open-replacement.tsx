import Link from "next/link";
import { Button } from "@/components/ui/button";
import { LINK_WORDS } from "./words";

/** The job that went on with what this one left. */
export function OpenReplacement({ shortId }: { shortId: string }) {
  return (
    <Button look="primary" asChild>
      <Link href={`/jobs/${shortId}`}>{LINK_WORDS.openReplacement(shortId)}</Link>
    </Button>
  );
}
