import { handleUpload } from "@pumpd/api";
import { services } from "@/lib/server";

export async function POST(request: Request): Promise<Response> {
  return handleUpload(await services(), request);
}
