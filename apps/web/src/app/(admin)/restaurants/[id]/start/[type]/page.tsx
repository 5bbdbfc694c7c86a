import type { Metadata } from "next";
import { jobTitle } from "@/features/jobs/job-type";
import { StartPage } from "@/features/start/start-page";
import { HydrateClient, trpc } from "@/lib/trpc/server";

type Props = { params: Promise<{ id: string; type: string }>; searchParams: Promise<{ from?: string | string[] }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: jobTitle((await params).type) };
}

export default async function Page({ params, searchParams }: Props) {
  const { id, type } = await params;
  const { from } = await searchParams;
  await Promise.all([trpc.restaurants.read.prefetch({ id }), trpc.jobs.prepare.prefetch({ type, restaurantId: id })]);
  return (
    <HydrateClient>
      <StartPage restaurantId={id} type={type} from={typeof from === "string" ? from : undefined} />
    </HydrateClient>
  );
}
