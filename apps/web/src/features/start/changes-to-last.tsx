import { ArrowRight } from "lucide-react";
import Link from "next/link";
import type { FieldChange } from "./changes-between";
import { CHANGE_WORDS as W } from "./words";

/** The difference to the run this form was filled from. */
export function ChangesToLast({ shortId, changes }: { shortId: string; changes: readonly FieldChange[] }) {
  return (
    <section aria-labelledby="changes-title">
      <h2 id="changes-title" className="mb-3 text-16 font-heading">
        {W.title}{" "}
        <Link href={`/jobs/${shortId}`} className="voice-machine text-14 text-act hover:underline">
          {shortId}
        </Link>
      </h2>
      {changes.length === 0 ? <p className="text-13 text-ink-3">{W.none}</p> : null}
      <dl className="space-y-2 text-13" aria-live="polite">
        {changes.map(({ name, label, was, is }) => (
          <div key={name}>
            <dt className="text-ink-3">{label}</dt>
            <dd className="flex flex-wrap items-center gap-x-2 break-words [&_svg]:!size-3.5">
              <del className="text-ink-2">{was}</del>
              <ArrowRight aria-label={W.becomes} className="text-ink-3" />
              <ins className="font-control no-underline">{is}</ins>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
