import { Time } from "@/components/time";
import type { JobDetail } from "@/features/answers";
import { sayFailure } from "../say-failure";
import { JOB_WORDS as W } from "../words";

/** Masked pictures of the portal; a strip to swipe on a phone. */
export function JobPictures({ pictures, failure }: Pick<JobDetail, "pictures" | "failure">) {
  return (
    <section aria-labelledby="pictures-title">
      <h2 id="pictures-title" className="text-16 font-heading">
        {W.whatWeSaw}
      </h2>
      <ul className="-mx-4 mt-3 flex snap-x gap-4 overflow-x-auto px-4 pb-2 desk:mx-0 desk:px-0">
        {pictures.map((picture) => (
          <li key={picture.id} className="w-[264px] shrink-0 snap-start">
            <a href={`/api/pictures/${picture.id}`} target="_blank" rel="noreferrer">
              <img
                src={`/api/pictures/${picture.id}`}
                alt={sayFailure(picture.caption, failure) ?? "The portal's page"}
                loading="lazy"
                className="aspect-[8/5] w-full rounded-card border border-line-2 bg-well object-cover object-top"
              />
            </a>
            <p className="mt-1.5 text-13">
              <span className="font-control">{sayFailure(picture.caption, failure) ?? picture.kind}</span>{" "}
              <Time at={picture.at} as="seconds" className="text-12 text-ink-3" />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
