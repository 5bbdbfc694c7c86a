import { request } from "node:http";

export type PortalSession = { adminUrl: string; cookie: string };
export type Asked = { method: string; path: string; body?: FormData | object };

const LIMIT_MS = 10_000;

/** Signs in at the portal with its own requests, for what a scene needs there and for jobs without a browser. */
export async function signInByHand(
  adminUrl: string,
  { login, password }: { login: string; password: string },
): Promise<PortalSession> {
  const session = { adminUrl, cookie: "" };
  const { cookie } = await send(session, { method: "POST", path: "/api/session", body: { email: login, password } });
  return { adminUrl, cookie };
}

/** Answers the body. Throws for anything but a clear yes. */
export async function ask(session: PortalSession, asked: Asked): Promise<unknown> {
  return (await send(session, asked)).body;
}

// Not fetch: the portal goes by its host name, and not every machine resolves names below .localhost.
async function send(
  { adminUrl, cookie }: PortalSession,
  { method, path, body }: Asked,
): Promise<{ cookie: string; body: unknown }> {
  const { host, port } = new URL(adminUrl);
  const content = new Response(body instanceof FormData ? body : JSON.stringify(body ?? {}));
  const bytes = Buffer.from(await content.arrayBuffer());
  const type = body instanceof FormData ? (content.headers.get("content-type") ?? "") : "application/json";
  const hasBody = method !== "GET";
  const headers = { host, cookie, ...(hasBody && { "content-type": type, "content-length": bytes.length }) };
  return await new Promise((resolve, reject) => {
    const sent = request(
      { host: "127.0.0.1", port, method, path, agent: false, timeout: LIMIT_MS, headers },
      (answer) => {
        let text = "";
        answer.setEncoding("utf8");
        answer.on("data", (chunk: string) => {
          text += chunk;
        });
        answer.once("error", reject);
        answer.once("end", () => {
          if ((answer.statusCode ?? 500) >= 400) return reject(new Error(`${method} ${path}: ${answer.statusCode}`));
          const [set = ""] = answer.headers["set-cookie"] ?? [];
          resolve({ cookie: set.split(";")[0] ?? "", body: text ? (JSON.parse(text) as unknown) : null });
        });
      },
    );
    sent.once("error", reject);
    sent.once("timeout", () => sent.destroy(new Error("no answer")));
    sent.end(hasBody ? bytes : undefined);
  });
}
