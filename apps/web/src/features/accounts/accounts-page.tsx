"use client";
import { KeyRound } from "lucide-react";
import { LoadingRows, NothingYet } from "@/components/list-faces";
import { NoAnswer } from "@/components/no-answer";
import { Card } from "@/components/ui/card";
import type { Account } from "@/features/answers";
import { PageBody } from "@/features/frame/page-body";
import { TopBar } from "@/features/frame/top-bar";
import { trpc } from "@/lib/trpc/client";
import { AccountNote, AccountState } from "./account-state";
import { AddAccount } from "./add-account";
import { PasswordButton } from "./password-button";
import { ACCOUNT_WORDS as W } from "./words";

export function AccountsPage() {
  const accounts = trpc.accounts.list.useQuery();
  const rows: Account[] = accounts.data ?? [];
  return (
    <>
      <TopBar path={[{ label: W.title }]}>
        <AddAccount />
      </TopBar>
      <PageBody>
        <h1 className="text-26 font-heading">{W.title}</h1>
        <p className="mt-1 max-w-[70ch] text-ink-2">{W.lead}</p>
        <Card className="mt-5 overflow-hidden">
          {accounts.isPending ? <LoadingRows /> : null}
          {accounts.isError && rows.length === 0 ? (
            <NoAnswer error={accounts.error} onRetry={accounts.refetch} />
          ) : null}
          {accounts.isSuccess && rows.length === 0 ? (
            <NothingYet icon={<KeyRound aria-hidden />} title={W.none} action={<AddAccount />}>
              {W.noneText}
            </NothingYet>
          ) : null}
          <ul className="divide-y divide-line">
            {rows.map((account) => (
              <AccountLine key={account.id} account={account} />
            ))}
          </ul>
        </Card>
      </PageBody>
    </>
  );
}

function AccountLine({ account }: { account: Account }) {
  return (
    <li className="grid items-center gap-x-6 gap-y-2 px-5 py-3.5 desk:grid-cols-[minmax(0,1fr)_auto_auto]">
      <div className="min-w-0">
        <p className="truncate font-heading">{account.login}</p>
        <p className="text-13 text-ink-3">
          {W.restaurants(account.restaurantCount)} · <AccountNote account={account} />
        </p>
      </div>
      <AccountState account={account} />
      <PasswordButton accountId={account.id} login={account.login} size="row" />
    </li>
  );
}
