import { handleFile } from "@pumpd/api";
import { services } from "@/lib/server";

export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return handleFile(await services(), { request, id: (await params).id });
}
