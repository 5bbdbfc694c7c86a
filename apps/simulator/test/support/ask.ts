import { Agent, request } from "node:http";
import { onePixel } from "./pictures.ts";

export type Answer = {
  /** undefined when the connection ended, or nothing came in time. */
  status: number | undefined;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  body: Record<string, unknown>;
  problem?: "reset" | "silence";
};

type Options = {
  body?: unknown;
  form?: { name: string; type: string; bytes: Buffer };
  silenceMs?: number;
  agent?: Agent;
};

/** A client of the portal's API outside a browser: no retries, and told apart what went wrong. */
export function clientFor(port: number) {
  let cookie = "";
  const ask = (method: string, path: string, { body, form, silenceMs = 5000, agent }: Options = {}) =>
    new Promise<Answer>((resolve) => {
      const nothing = { status: undefined, headers: {}, text: "", body: {} };
      const { type, bytes } = encode(body, form);
      const sent = request(
        {
          port,
          host: "127.0.0.1",
          method,
          path,
          agent: agent ?? new Agent(),
          headers: {
            host: "admin.simulator.localhost",
            cookie,
            ...(bytes ? { "content-type": type, "content-length": bytes.length } : {}),
          },
        },
        (response) => {
          let text = "";
          response.setEncoding("utf8");
          response.on("data", (part) => {
            text += part;
          });
          response.on("error", () => resolve({ ...nothing, text, problem: "reset" }));
          response.on("end", () => {
            const set = response.headers["set-cookie"]?.[0]?.split(";")[0];
            if (set) cookie = set;
            const isJson = response.headers["content-type"]?.includes("json") && text !== "";
            resolve({
              status: response.statusCode,
              headers: response.headers,
              text,
              body: isJson ? JSON.parse(text) : {},
            });
          });
        },
      );
      sent.setTimeout(silenceMs, () => {
        resolve({ ...nothing, problem: "silence" });
        sent.destroy();
      });
      sent.on("error", () => resolve({ ...nothing, problem: "reset" }));
      sent.end(bytes);
    });
  return {
    ask,
    signIn: (email: string, password: string) => ask("POST", "/api/session", { body: { email, password } }),
    upload: () => ask("POST", "/upload/base/", { form: { name: "logo.png", type: "image/png", bytes: onePixel } }),
    importCsv: (restaurantId: string, bytes: Buffer) =>
      ask("POST", `/api/restaurants/${restaurantId}/menus/import`, {
        form: { name: "menu.csv", type: "text/csv", bytes },
      }),
  };
}

function encode(body: unknown, form: Options["form"]): { type: string; bytes: Buffer | undefined } {
  if (form) {
    const boundary = "----simulator-test";
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${form.name}"\r\ncontent-type: ${form.type}\r\n\r\n`;
    return {
      type: `multipart/form-data; boundary=${boundary}`,
      bytes: Buffer.concat([Buffer.from(head), form.bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    };
  }
  return { type: "application/json", bytes: body === undefined ? undefined : Buffer.from(JSON.stringify(body)) };
}
