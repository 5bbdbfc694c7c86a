import type { Metadata } from "next";
import { AccountsPage } from "@/features/accounts/accounts-page";
import { ACCOUNT_WORDS } from "@/features/accounts/words";
import { HydrateClient, trpc } from "@/lib/trpc/server";

export const metadata: Metadata = { title: ACCOUNT_WORDS.title };

export default async function Page() {
  await trpc.accounts.list.prefetch();
  return (
    <HydrateClient>
      <AccountsPage />
    </HydrateClient>
  );
}
