import type { Metadata } from "next";
import { WORKER_WORDS } from "@/features/workers/words";
import { WorkersPage } from "@/features/workers/workers-page";
import { HydrateClient, trpc } from "@/lib/trpc/server";

export const metadata: Metadata = { title: WORKER_WORDS.title };

export default async function Page() {
  await Promise.all([trpc.machinery.read.prefetch(), trpc.holds.list.prefetch()]);
  return (
    <HydrateClient>
      <WorkersPage />
    </HydrateClient>
  );
}
