"use client";
import { Maximize2 } from "lucide-react";
import { Lightbox } from "@/components/lightbox";
import { Time } from "@/components/time";
import type { JobDetail } from "@/features/answers";
import { stepTitle } from "../job-type";
import { sayFailure } from "../say-failure";
import { JOB_WORDS } from "../words";
import { LIGHTBOX_WORDS, PICTURE_WORDS as W } from "./words";

type Picture = JobDetail["pictures"][number];
type Shown = { shownId: string | undefined; onShow: (id: string | undefined) => void };

/** Masked pictures of the portal; a strip to swipe on a phone, each as large as the window when pressed. */
export function JobPictures({ job, shownId, onShow }: { job: JobDetail } & Shown) {
  return (
    <section aria-labelledby="pictures-title">
      <h2 id="pictures-title" className="text-16 font-heading">
        {JOB_WORDS.whatWeSaw}
      </h2>
      <ul className="-mx-4 mt-3 flex snap-x gap-4 overflow-x-auto px-4 pb-2 desk:mx-0 desk:px-0">
        {job.pictures.map((picture) => (
          <li key={picture.id} className="w-[264px] shrink-0 snap-start">
            <button
              type="button"
              onClick={() => onShow(picture.id)}
              aria-label={W.enlarge(pictureTitle(picture, job))}
              className="relative block w-full cursor-zoom-in rounded-card"
            >
              <img
                src={`/api/pictures/${picture.id}`}
                alt=""
                loading="lazy"
                className="aspect-[8/5] w-full rounded-card border border-line-2 bg-well object-cover object-top"
              />
              <span
                aria-hidden
                className="absolute right-2 bottom-2 grid size-7 place-items-center rounded-cell bg-[oklch(0.245_0.022_228/.82)] text-[oklch(0.97_0.004_88)] [&_svg]:!size-3.5"
              >
                <Maximize2 />
              </span>
            </button>
            <p className="mt-1.5 text-13">
              <span className="font-control">{pictureTitle(picture, job)}</span>{" "}
              <Time at={picture.at} as="seconds" className="text-12 text-ink-3" />
            </p>
          </li>
        ))}
      </ul>
      <Lightbox
        pictures={job.pictures.map((picture) => ({
          id: picture.id,
          src: `/api/pictures/${picture.id}`,
          title: pictureTitle(picture, job),
          note: (
            <>
              <Time at={picture.at} as="seconds" />. {W.masked}.
            </>
          ),
        }))}
        shownId={shownId}
        onShow={onShow}
        words={LIGHTBOX_WORDS}
      />
    </section>
  );
}

function pictureTitle({ kind, step, caption }: Picture, { type, failure }: JobDetail): string {
  if (kind === "step" && step) return stepTitle(type, step);
  return sayFailure(caption, failure) ?? W.kinds[kind] ?? W.portalPage;
}
