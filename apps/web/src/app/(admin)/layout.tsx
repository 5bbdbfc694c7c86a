import { JOB_TYPES } from "@pumpd/automations/definitions";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import type { Me } from "@/features/answers";
import { AdminFrame } from "@/features/frame/admin-frame";
import { ServerAway } from "@/features/frame/server-away";
import { jobTitle } from "@/features/jobs/job-type";
import { EarlyKeys } from "@/features/keys/early-keys";
import { problemWords } from "@/lib/problem";
import { TrpcProvider } from "@/lib/trpc/client";
import { caller, HydrateClient, trpc } from "@/lib/trpc/server";

export const dynamic = "force-dynamic";

const JOB_TITLES = JOB_TYPES.map((type) => ({ type, title: jobTitle(type) }));

/** Decides only which page is drawn. Who may read or change what is decided in each procedure. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const me = await readMe();
  if (me.kind === "signed_out") redirect(`/sign-in?next=${encodeURIComponent(await currentPath())}`);
  if (me.kind === "away") return <ServerAway message={me.message} />;
  await Promise.all([trpc.jobs.counts.prefetch(), trpc.machinery.read.prefetch()]);
  return (
    <TrpcProvider>
      <EarlyKeys nonce={(await headers()).get("x-nonce") ?? undefined} />
      <HydrateClient>
        <AdminFrame me={me.me} jobTitles={JOB_TITLES}>
          {children}
        </AdminFrame>
      </HydrateClient>
    </TrpcProvider>
  );
}

type Read = { kind: "in"; me: Me } | { kind: "signed_out" } | { kind: "away"; message: string };

async function readMe(): Promise<Read> {
  try {
    return { kind: "in", me: await caller.me.read() };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "UNAUTHORIZED") return { kind: "signed_out" };
    return {
      kind: "away",
      message: error instanceof Error && "code" in error ? error.message : problemWords(error, ""),
    };
  }
}

async function currentPath(): Promise<string> {
  return (await headers()).get("x-path") ?? "/";
}
