import type { Metadata } from "next";
import { AlertsPage } from "@/features/alerts/alerts-page";
import { ALERT_WORDS } from "@/features/alerts/words";
import { HydrateClient, trpc } from "@/lib/trpc/server";

export const metadata: Metadata = { title: ALERT_WORDS.title };

export default async function Page() {
  await Promise.all([trpc.alerts.list.prefetch(), trpc.alerts.rules.prefetch()]);
  return (
    <HydrateClient>
      <AlertsPage />
    </HydrateClient>
  );
}
