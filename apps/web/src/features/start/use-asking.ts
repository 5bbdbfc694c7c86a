"use client";
import type { JobDetail } from "@/features/answers";
import { trpc } from "@/lib/trpc/client";
import type { Values } from "@/lib/use-zod-form";

type Asked = { type: string; restaurantId: string; input: Values };
type Started = { shortId: string; isNew: boolean };
type Asking = { from: JobDetail | undefined; onStarted: (job: Started) => void };

const ENDED_BADLY: readonly JobDetail["status"][] = ["failed", "timeout", "cancelled"];

/** Asks for a job: a new one, or one that takes the place of a run that has ended badly. */
export function useAsking({ from, onStarted }: Asking) {
  const enqueue = trpc.jobs.enqueue.useMutation({ onSuccess: onStarted });
  const edit = trpc.jobs.editAndRetry.useMutation({ onSuccess: onStarted });
  const replaced = from && ENDED_BADLY.includes(from.status) ? from : undefined;
  return {
    error: replaced ? edit.error : enqueue.error,
    isPending: replaced ? edit.isPending : enqueue.isPending,
    ask: (asked: Asked) => {
      if (replaced) edit.mutate({ id: replaced.id, input: { ...cleared(replaced.input), ...defined(asked.input) } });
      else enqueue.mutate(asked);
    },
  };
}

/** What the run had and the form has no more must be said: what is left out stays as it was. */
const cleared = (input: Values): Values => Object.fromEntries(Object.keys(input).map((name) => [name, null]));
const defined = (input: Values): Values =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
