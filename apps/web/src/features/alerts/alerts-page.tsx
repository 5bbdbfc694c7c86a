"use client";
import { BellOff, Siren } from "lucide-react";
import { LoadingRows, NothingYet } from "@/components/list-faces";
import { MayButton } from "@/components/may-button";
import { NoAnswer } from "@/components/no-answer";
import { Time } from "@/components/time";
import { Card } from "@/components/ui/card";
import type { Alert } from "@/features/answers";
import { PageBody } from "@/features/frame/page-body";
import { TopBar } from "@/features/frame/top-bar";
import { useMay } from "@/features/session/me";
import { trpc } from "@/lib/trpc/client";
import { AlertChannels } from "./alert-channels";
import { AlertRules } from "./alert-rules";
import { RULE_WORDS, ALERT_WORDS as W } from "./words";

const LOOK_EVERY_MS = 10_000;

export function AlertsPage() {
  const alerts = trpc.alerts.list.useQuery(undefined, { refetchInterval: LOOK_EVERY_MS });
  const isAdmin = useMay("admin").may;
  const rows: Alert[] = alerts.data ?? [];
  const open = rows.filter(({ resolvedAt }) => resolvedAt === null);
  const before = rows.filter(({ resolvedAt }) => resolvedAt !== null);
  return (
    <>
      <TopBar path={[{ label: W.title }]} />
      <PageBody>
        <h1 className="text-26 font-heading">{W.title}</h1>
        <p className="mt-1 max-w-[70ch] text-ink-2">{W.lead}</p>
        <Card aria-label={W.open} className="mt-5 overflow-hidden">
          {alerts.isPending ? <LoadingRows rows={3} /> : null}
          {alerts.isError && rows.length === 0 ? <NoAnswer error={alerts.error} onRetry={alerts.refetch} /> : null}
          {alerts.isSuccess && open.length === 0 ? (
            <NothingYet icon={<BellOff aria-hidden />} title={W.none}>
              {W.noneText}
            </NothingYet>
          ) : null}
          <ul className="divide-y divide-line">
            {open.map((alert) => (
              <AlertLine key={alert.id} alert={alert} />
            ))}
          </ul>
        </Card>
        <AlertRules isAdmin={isAdmin} />
        {isAdmin ? <AlertChannels /> : null}
        {before.length > 0 ? (
          <section aria-labelledby="before" className="mt-9">
            <h2 id="before" className="text-16 font-heading">
              {W.before}
            </h2>
            <ul className="mt-2 divide-y divide-line">
              {before.map((alert) => (
                <li key={alert.id} className="py-2 text-13">
                  <p className="text-ink-2">{alert.says}</p>
                  <p className="text-12 text-ink-3">
                    <Time at={alert.firedAt} />
                    {alert.resolvedAt ? (
                      <>
                        , {W.over} <Time at={alert.resolvedAt} />
                      </>
                    ) : null}
                  </p>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
      </PageBody>
    </>
  );
}

function AlertLine({ alert }: { alert: Alert }) {
  const may = useMay("operator");
  const utils = trpc.useUtils();
  const acknowledge = trpc.alerts.acknowledge.useMutation({ onSuccess: () => void utils.alerts.list.invalidate() });
  return (
    <li className="flex flex-col gap-3 px-5 py-4 desk:flex-row desk:items-center desk:gap-6">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2.5 text-13 font-control text-bell">
          <Siren aria-hidden />
          {RULE_WORDS[alert.rule].title}
        </p>
        <p className="mt-0.5 break-words desk:ml-6">{alert.says}</p>
        <p className="text-12 text-ink-3 desk:ml-6">
          {W.since} <Time at={alert.firedAt} />
          {alert.acknowledgedBy ? ` · ${W.known(alert.acknowledgedBy)}` : null}
        </p>
      </div>
      {alert.acknowledgedAt === null ? (
        <MayButton
          look="outline"
          whyNot={may.may ? undefined : may.why}
          onClick={() => acknowledge.mutate({ id: alert.id })}
        >
          {W.know}
        </MayButton>
      ) : null}
    </li>
  );
}
