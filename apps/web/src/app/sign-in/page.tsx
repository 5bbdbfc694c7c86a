import type { Metadata } from "next";
import { Mark } from "@/components/mark";
import { FRAME_WORDS } from "@/features/frame/words";
import { safePath } from "@/features/session/safe-path";
import { SampleDockets } from "@/features/session/sample-dockets";
import { ServerAnswers } from "@/features/session/server-answers";
import { SignInForm } from "@/features/session/sign-in-form";
import { SESSION_WORDS as W } from "@/features/session/words";

export const metadata: Metadata = { title: W.signIn };

/** `after`: what somebody has just done that brought them here. */
type Asked = { next?: string | string[]; after?: string | string[] };

export default async function SignInPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const { next, after } = await searchParams;
  const news = after === "joined" || after === "password" ? W.after[after] : undefined;
  return (
    <main className="grid min-h-dvh overflow-hidden desk:grid-cols-[520px_minmax(0,1fr)]">
      <div className="flex min-h-dvh flex-col px-6 py-7 desk:px-[72px]">
        <p className="flex items-center gap-3 text-16 font-heading">
          <Mark />
          {FRAME_WORDS.product}
        </p>
        <div className="mx-auto my-auto w-full max-w-[376px] py-10">
          <h1 lang="mi" className="text-28 font-heading">
            {W.hello}
          </h1>
          <p className="mt-1 mb-7 text-[15px]/6 text-ink-2">{W.lead}</p>
          {news ? (
            <p role="status" className="mb-5 rounded-card border border-line-2 bg-card px-4 py-3 text-14">
              {news}
            </p>
          ) : null}
          <SignInForm next={safePath(next)} />
          <p className="mt-5 text-13 text-ink-3">{W.newHere}</p>
          <p className="text-13 text-ink-3">{W.forgotten}</p>
        </div>
        <ServerAnswers />
      </div>
      <div className="relative hidden overflow-hidden border-l border-line-2/60 bg-canvas desk:block">
        <div className="absolute inset-x-0 top-[104px]">
          <SampleDockets />
        </div>
        <div className="absolute bottom-[9vh] left-[60px] max-w-[400px] rounded-card bg-canvas">
          <p className="text-34 font-heading tracking-[-0.01em]">
            {W.promise[0]}
            <br />
            {W.promise[1]}
          </p>
          <p className="mt-2 text-[15px]/6 text-ink-2">{W.promiseLead}</p>
        </div>
      </div>
    </main>
  );
}
