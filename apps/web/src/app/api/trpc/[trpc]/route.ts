import { handleTrpc } from "@pumpd/api";
import { services } from "@/lib/server";

async function handler(request: Request): Promise<Response> {
  return handleTrpc(await services(), request);
}

export { handler as GET, handler as POST };
