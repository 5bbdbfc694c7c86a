"use client";
import { HeartPulse, OctagonPause, Unplug } from "lucide-react";
import { LoadingRows, NothingYet } from "@/components/list-faces";
import { MayButton } from "@/components/may-button";
import { NoAnswer } from "@/components/no-answer";
import { Time } from "@/components/time";
import { Card } from "@/components/ui/card";
import { toast } from "@/components/ui/toast";
import type { Hold, Machinery } from "@/features/answers";
import { PageBody } from "@/features/frame/page-body";
import { TopBar } from "@/features/frame/top-bar";
import { useMay, useMe } from "@/features/session/me";
import { trpc } from "@/lib/trpc/client";
import { PauseButton } from "./pause-button";
import { WORKER_WORDS as W } from "./words";

const LOOK_EVERY_MS = 5_000;

export function WorkersPage() {
  const machinery = trpc.machinery.read.useQuery(undefined, { refetchInterval: LOOK_EVERY_MS });
  const holds = trpc.holds.list.useQuery(undefined, { refetchInterval: LOOK_EVERY_MS });
  const workers: Machinery["workers"] = machinery.data?.workers ?? [];
  const held: Hold[] = holds.data ?? [];
  return (
    <>
      <TopBar path={[{ label: W.title }]}>
        <PauseButton />
      </TopBar>
      <PageBody>
        <h1 className="text-26 font-heading">{W.title}</h1>
        <p className="mt-1 max-w-[70ch] text-ink-2">{W.lead}</p>
        <h2 className="mt-6 text-16 font-heading">{W.workers}</h2>
        <Card aria-label={W.workers} className="mt-2 overflow-hidden">
          {machinery.isPending ? <LoadingRows rows={2} /> : null}
          {machinery.isError && workers.length === 0 ? (
            <NoAnswer error={machinery.error} onRetry={machinery.refetch} />
          ) : null}
          {machinery.isSuccess && workers.length === 0 ? (
            <NothingYet icon={<Unplug aria-hidden />} title={W.none}>
              {W.noneText}
            </NothingYet>
          ) : null}
          <ul className="divide-y divide-line">
            {workers.map((worker) => (
              <WorkerLine key={worker.id} worker={worker} />
            ))}
          </ul>
        </Card>
        <h2 className="mt-9 text-16 font-heading">{W.holds}</h2>
        <Card aria-label={W.holds} className="mt-2 overflow-hidden">
          {holds.isPending ? <LoadingRows rows={2} /> : null}
          {holds.isSuccess && held.length === 0 ? <p className="px-5 py-4 text-13 text-ink-3">{W.noHolds}</p> : null}
          <ul className="divide-y divide-line">
            {held.map((hold) => (
              <HoldLine key={hold.id} hold={hold} />
            ))}
          </ul>
        </Card>
      </PageBody>
    </>
  );
}

function WorkerLine({ worker }: { worker: Machinery["workers"][number] }) {
  const { person } = useMe();
  const utils = trpc.useUtils();
  const drain = trpc.machinery.drain.useMutation({
    onSuccess: () => {
      toast(worker.isDraining ? W.goesOn : W.drained);
      void utils.machinery.read.invalidate();
    },
  });
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3.5">
      {worker.isAlive ? <HeartPulse aria-hidden className="text-seen" /> : <Unplug aria-hidden className="text-bell" />}
      <div className="min-w-0 flex-1">
        <p className="voice-machine truncate">{worker.host}</p>
        <p className="text-13 text-ink-2">
          {worker.notTaking ?? W.takes} · {W.slots(worker.running, worker.slots)} · {W.beat}{" "}
          <Time at={worker.beatAt} as="ago" />
        </p>
      </div>
      <MayButton
        look="outline"
        size="row"
        whyNot={person.isPlatformAdmin ? undefined : W.onlyPlatform}
        onClick={() => drain.mutate({ id: worker.id, to: worker.isDraining ? "take_jobs" : "drain" })}
      >
        {worker.isDraining ? W.goOn : W.drain}
      </MayButton>
    </li>
  );
}

function HoldLine({ hold }: { hold: Hold }) {
  const whyNot = useWhyNotEnd(hold);
  const utils = trpc.useUtils();
  const end = trpc.holds.resume.useMutation({
    onSuccess: () => {
      toast(W.ended);
      void utils.invalidate();
    },
  });
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3.5">
      <OctagonPause aria-hidden className="text-bell" />
      <div className="min-w-0 flex-1">
        <p className="font-heading break-words">{hold.title}</p>
        <p className="text-13 text-ink-2">{hold.reason}</p>
        <p className="text-12 text-ink-3">
          {W.since} <Time at={hold.since} />,{" "}
          {hold.until ? (
            <>
              {W.until} <Time at={hold.until} as="moment" />
            </>
          ) : hold.kind === "drift" ? (
            W.untilKnown
          ) : (
            W.untilPerson
          )}
          {hold.isShared ? ` · ${W.everybody}` : null}
        </p>
      </div>
      <MayButton look="outline" size="row" whyNot={whyNot} onClick={() => end.mutate({ id: hold.id })}>
        {W.end}
      </MayButton>
    </li>
  );
}

function useWhyNotEnd({ kind, isShared }: Hold): string | undefined {
  const may = useMay("admin");
  const { person } = useMe();
  if (kind === "credentials") return W.credentials;
  if (!may.may) return may.why;
  return isShared && !person.isPlatformAdmin ? W.onlyPlatformHold : undefined;
}
