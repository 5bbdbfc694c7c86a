import { z } from "zod";

const withToken = z.looseObject({ token: z.unknown() });

/** The library repeats the session's token in its answers; only the cookie has it, where scripts cannot read. */
export async function withoutToken(response: Response): Promise<Response> {
  const isJson = response.headers.get("content-type")?.includes("application/json");
  if (!response.ok || !isJson) return response;
  const text = await response.text();
  const answer = withToken.safeParse(JSON.parse(text));
  const { token: _, ...rest } = answer.success ? answer.data : {};
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  return new Response(answer.success ? JSON.stringify(rest) : text, { status: response.status, headers });
}
