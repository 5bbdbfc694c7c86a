import type { Metadata } from "next";
import { TeamPage } from "@/features/team/team-page";
import { TEAM_WORDS } from "@/features/team/words";
import { HydrateClient, trpc } from "@/lib/trpc/server";

export const metadata: Metadata = { title: TEAM_WORDS.title };

export default async function Page() {
  await Promise.all([trpc.people.list.prefetch(), trpc.people.invitations.prefetch()]);
  return (
    <HydrateClient>
      <TeamPage />
    </HydrateClient>
  );
}
