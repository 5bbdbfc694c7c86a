import { handleExport } from "@pumpd/api";
import { services } from "@/lib/server";

export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return handleExport(await services(), { request, id: (await params).id });
}
