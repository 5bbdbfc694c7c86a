import type { Metadata } from "next";
import { PerformancePage } from "@/features/performance/performance-page";
import { PERFORMANCE_WORDS } from "@/features/performance/words";
import { HydrateClient, trpc } from "@/lib/trpc/server";

export const metadata: Metadata = { title: PERFORMANCE_WORDS.title };

export default async function Page() {
  await trpc.machinery.performance.prefetch({ span: "day" });
  return (
    <HydrateClient>
      <PerformancePage />
    </HydrateClient>
  );
}
