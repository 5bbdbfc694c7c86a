import type { Metadata } from "next";
import { FRAME_WORDS } from "@/features/frame/words";
import { OverviewPage } from "@/features/overview/overview-page";
import { HydrateClient, trpc } from "@/lib/trpc/server";

export const metadata: Metadata = { title: FRAME_WORDS.overview };

export default async function Page() {
  await trpc.jobs.overview.prefetch();
  return (
    <HydrateClient>
      <OverviewPage />
    </HydrateClient>
  );
}
