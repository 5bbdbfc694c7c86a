"use client";
import { toast } from "@/components/ui/toast";
import { problemWords } from "@/lib/problem";
import { trpc } from "@/lib/trpc/client";

/** The verbs on one job. Each says what it did in the server's own sentence; nothing is claimed before the answer. */
export function useJobActions(id: string) {
  const utils = trpc.useUtils();
  const after = {
    onSuccess: (acted: { message: string }) => {
      toast(acted.message);
      void utils.jobs.invalidate();
      void utils.restaurants.invalidate();
    },
    onError: (error: unknown) => {
      toast(problemWords(error, "Nothing was changed."));
      void utils.jobs.invalidate();
    },
  };
  const retry = trpc.jobs.retry.useMutation(after);
  const retryNow = trpc.jobs.retryNow.useMutation(after);
  const cancel = trpc.jobs.cancel.useMutation(after);
  const dismiss = trpc.jobs.dismiss.useMutation(after);
  const take = trpc.jobs.take.useMutation(after);
  const giveBack = trpc.jobs.giveBack.useMutation(after);
  const note = trpc.jobs.note.useMutation(after);
  const decide = trpc.jobs.decide.useMutation(after);
  return {
    isBusy: [retry, retryNow, cancel, dismiss, take, giveBack, note, decide].some((one) => one.isPending),
    retry: (how: "resume" | "start_over") => retry.mutate({ id, how }),
    retryNow: () => retryNow.mutate({ id }),
    cancel: () => cancel.mutate({ id }),
    dismiss: () => dismiss.mutate({ id }),
    take: () => take.mutate({ id }),
    giveBack: () => giveBack.mutate({ id }),
    note: (text: string) => note.mutate({ id, note: text }),
    decide: (decision: "look_again" | "link" | "allow_one_more" | "done_by_hand" | "cancel", candidate?: string) =>
      decide.mutate({ id, decision, candidate }),
  };
}
