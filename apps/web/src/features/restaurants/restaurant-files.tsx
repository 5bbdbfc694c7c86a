"use client";
import { Download } from "lucide-react";
import { Time } from "@/components/time";
import { sizeWords } from "@/lib/size";
import { trpc } from "@/lib/trpc/client";
import { RESTAURANT_WORDS as W } from "./words";

/** Menus, pictures and code that staff have handed us for this place; each can be had back as it was stored. */
export function RestaurantFiles({ restaurantId }: { restaurantId: string }) {
  const files = trpc.restaurants.files.useQuery({ id: restaurantId });
  return (
    <section aria-labelledby="files" className="border-t border-line-2 pt-6">
      <h2 id="files" className="mb-3 text-16 font-heading">
        {W.files}
      </h2>
      {files.data?.length === 0 ? <p className="text-13 text-ink-3">{W.noFiles}</p> : null}
      {files.isError ? <p className="text-13 text-ink-3">{W.filesUnknown}</p> : null}
      <ul className="divide-y divide-line">
        {files.data?.map((file) => (
          <li key={file.id} className="flex items-center gap-3 py-2">
            <div className="min-w-0 flex-1">
              <p className="text-14 break-words">{file.fileName}</p>
              <p className="text-12 text-ink-3">
                {W.fileKinds[file.kind]}, {sizeWords(file.bytes)}, <Time at={file.at} />
              </p>
            </div>
            <a
              href={`/api/files/${file.id}`}
              aria-label={W.download(file.fileName)}
              className="grid size-[34px] shrink-0 place-items-center rounded-control text-ink-2 hover:bg-hover hover:text-ink touch:size-11"
            >
              <Download aria-hidden />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
