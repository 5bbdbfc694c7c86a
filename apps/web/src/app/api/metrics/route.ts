import { timingSafeEqual } from "node:crypto";
import { env } from "@/env";
import { services } from "@/lib/server";

export const dynamic = "force-dynamic";

/** Prometheus' numbers, for whoever knows METRICS_TOKEN. Without one there is nothing here. */
export async function GET(request: Request): Promise<Response> {
  if (!knows(request.headers.get("authorization"))) return new Response(null, { status: 404 });
  const { metrics } = await services();
  return new Response(metrics.toText([{ name: "pumpd_process_memory_bytes", value: process.memoryUsage.rss() }]), {
    headers: { "content-type": "text/plain; version=0.0.4", "cache-control": "no-store" },
  });
}

function knows(given: string | null): boolean {
  const token = env().METRICS_TOKEN;
  if (!token || !given) return false;
  const [asked, wanted] = [Buffer.from(given), Buffer.from(`Bearer ${token}`)];
  return asked.length === wanted.length && timingSafeEqual(asked, wanted);
}
