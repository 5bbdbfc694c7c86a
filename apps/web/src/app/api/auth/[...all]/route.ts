import { services } from "@/lib/server";

async function handler(request: Request): Promise<Response> {
  const { auth } = await services();
  const answer = await auth.handler(request);
  answer.headers.set("cache-control", "no-store");
  return answer;
}

export { handler as GET, handler as POST };
