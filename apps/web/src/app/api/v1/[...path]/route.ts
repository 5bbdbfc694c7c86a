import { handleRest } from "@pumpd/api/rest";
import { services } from "@/lib/server";

async function handler(request: Request): Promise<Response> {
  return handleRest(await services(), request);
}

export { handler as DELETE, handler as GET, handler as PATCH, handler as POST, handler as PUT };
