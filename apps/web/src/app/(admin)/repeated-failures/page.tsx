import type { Metadata } from "next";
import { FailureGroupsPage } from "@/features/failure-groups/failure-groups-page";
import { FRAME_WORDS } from "@/features/frame/words";
import { HydrateClient, trpc } from "@/lib/trpc/server";

export const metadata: Metadata = { title: FRAME_WORDS.repeatedFailures };

export default async function Page() {
  await trpc.jobs.groups.prefetch();
  return (
    <HydrateClient>
      <FailureGroupsPage />
    </HydrateClient>
  );
}
