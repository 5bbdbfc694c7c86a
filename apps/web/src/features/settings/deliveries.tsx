"use client";
import Link from "next/link";
import { LoadingRows } from "@/components/list-faces";
import { NoAnswer } from "@/components/no-answer";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import type { Delivery, Webhook } from "@/features/answers";
import { problemWords } from "@/lib/problem";
import { trpc } from "@/lib/trpc/client";
import { SETTINGS_WORDS as W } from "./words";

export function Deliveries({ webhook, onClose }: { webhook: Webhook | undefined; onClose: () => void }) {
  return (
    <Dialog
      open={webhook !== undefined}
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={W.deliveries}
      description={webhook?.url}
    >
      {webhook ? <DeliveryLog webhookId={webhook.id} /> : null}
    </Dialog>
  );
}

function DeliveryLog({ webhookId }: { webhookId: string }) {
  const deliveries = trpc.webhooks.deliveries.useQuery({ id: webhookId });
  const utils = trpc.useUtils();
  const again = trpc.webhooks.sendAgain.useMutation({
    onSuccess: () => {
      toast(W.sentAgain);
      void utils.webhooks.invalidate();
    },
    onError: (error) => toast(problemWords(error, W.nothing)),
  });
  const rows: Delivery[] = deliveries.data ?? [];
  if (deliveries.isPending) return <LoadingRows rows={3} />;
  if (deliveries.isError) return <NoAnswer error={deliveries.error} onRetry={deliveries.refetch} />;
  if (rows.length === 0) return <p className="text-13 text-ink-2">{W.noDeliveries}</p>;
  return (
    <ul className="divide-y divide-line">
      {rows.map((delivery) => (
        <li key={delivery.id} className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 py-2.5">
          <div className="min-w-0">
            <p>
              <Link href={`/jobs/${delivery.jobId}`} className="text-act hover:underline underline-offset-3">
                {W.eventWords[delivery.event]}
              </Link>{" "}
              · {W.deliveryStates[delivery.state]}
            </p>
            <p className="text-13 text-ink-3">
              <Time at={delivery.createdAt} /> · {W.tries(delivery.tries)}
              {delivery.problem ? ` · ${delivery.problem}` : ""}
              {delivery.nextAt ? (
                <>
                  {" "}
                  · {W.next} <Time at={delivery.nextAt} as="seconds" />
                </>
              ) : null}
            </p>
          </div>
          <Button size="row" disabled={again.isPending} onClick={() => again.mutate({ id: delivery.id })}>
            {W.sendAgain}
          </Button>
        </li>
      ))}
    </ul>
  );
}
