import { handleTrpc } from "@pumpd/api";
import { services } from "@/lib/server";

async function handler(request: Request): Promise<Response> {
  return handleTrpc(request, await services());
}

export { handler as GET, handler as POST };
