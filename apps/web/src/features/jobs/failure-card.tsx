import type { ReactNode } from "react";
import { type Proof, ProofStrip } from "@/components/proof-strip";
import { cn } from "@/lib/cn";

type FailureCardProps = {
  tone: "bell" | "fail" | "idle";
  headline: ReactNode;
  /** first what is at the portal now, then what to do */
  sentences: ReactNode;
  proof?: Proof;
  /** what there is to decide */
  children?: ReactNode;
  /** the one button */
  action?: ReactNode;
  /** what the button changes */
  promise?: ReactNode;
};

const EDGE: Record<FailureCardProps["tone"], string> = {
  bell: "border-bell-line",
  fail: "border-fail-line",
  idle: "border-line-2",
};

/** Holds everything needed to decide, before anything else on the page. */
export function FailureCard({ tone, headline, sentences, proof, children, action, promise }: FailureCardProps) {
  return (
    <section aria-labelledby="failure-headline" className={cn("rounded-card border bg-card shadow-2", EDGE[tone])}>
      <div className="px-5 py-5">
        <h2 id="failure-headline" className="max-w-[60ch] text-18 font-heading">
          {headline}
        </h2>
        <div className="mt-1.5 max-w-[74ch] text-14 text-ink-2">{sentences}</div>
        {proof ? (
          <div className="mt-4">
            <ProofStrip proof={proof} />
          </div>
        ) : null}
      </div>
      {children ? <div className="border-t border-line px-5 py-4">{children}</div> : null}
      {action || promise ? (
        <div className="flex flex-col gap-3 border-t border-line px-5 py-4 desk:flex-row desk:items-center desk:gap-4">
          {action}
          {promise ? <p className="max-w-[52ch] text-13 text-ink-3">{promise}</p> : null}
        </div>
      ) : null}
    </section>
  );
}
