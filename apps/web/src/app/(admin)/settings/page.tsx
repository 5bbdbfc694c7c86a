import type { Metadata } from "next";
import { SettingsPage } from "@/features/settings/settings-page";
import { SETTINGS_WORDS } from "@/features/settings/words";
import { HydrateClient, trpc } from "@/lib/trpc/server";

export const metadata: Metadata = { title: SETTINGS_WORDS.title };

export default async function Page() {
  await Promise.all([trpc.apiKeys.list.prefetch(), trpc.webhooks.list.prefetch(), trpc.organisation.usage.prefetch()]);
  return (
    <HydrateClient>
      <SettingsPage />
    </HydrateClient>
  );
}
