import type { Metadata } from "next";
import { JobPage } from "@/features/jobs/page/job-page";
import { HydrateClient, trpc } from "@/lib/trpc/server";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).id };
}

export default async function Page({ params }: Props) {
  const { id } = await params;
  await trpc.jobs.read.prefetch({ id });
  return (
    <HydrateClient>
      <JobPage id={id} />
    </HydrateClient>
  );
}
