import { request } from "node:http";

export type PortalApi = {
  /** the id of the account's restaurant with this store address, if there is one */
  find: (subdomain: string) => Promise<string | undefined>;
  /** Throws for anything but a clear yes. */
  create: (restaurant: { name: string; subdomain: string }) => Promise<void>;
};

type Asked = { method: string; path: string; body?: unknown };

const LIMIT_MS = 10_000;

/** The portal's own requests, on a fresh connection each: what a page would send, without the page. */
export async function signIn(adminUrl: string, credentials: { login: string; password: string }): Promise<PortalApi> {
  let cookie = "";
  async function ask({ method, path, body }: Asked): Promise<unknown> {
    const answer = await send(adminUrl, { method, path, body }, cookie);
    cookie = answer.cookie ?? cookie;
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status}`);
    return answer.body;
  }
  await ask({ method: "POST", path: "/api/session", body: { email: credentials.login, password: credentials.password } });
  return {
    find: async (subdomain) => {
      const { restaurants } = (await ask({ method: "GET", path: "/api/restaurants" })) as {
        restaurants: { id: string; subdomain: string }[];
      };
      return restaurants.find((restaurant) => restaurant.subdomain === subdomain)?.id;
    },
    create: async ({ name, subdomain }) => {
      const { suggestions } = (await ask({ method: "GET", path: "/api/address-suggestions?q=12%20Cuba%20Street" })) as {
        suggestions: { id: string; text: string }[];
      };
      const [address] = suggestions;
      await ask({
        method: "POST",
        path: "/api/restaurants",
        body: {
          name,
          subdomain,
          address: address && { placeId: address.id, text: address.text },
          mapSource: "google",
          phone: "04 555 0100",
          hours: [],
          locale: "en-NZ",
          customerLocale: "en-NZ",
          timezone: "Pacific/Auckland",
          dateFormat: "DD/MM/YYYY",
          timeFormat: "12",
          currency: "NZD",
          taxInPrices: true,
        },
      });
    },
  };
}

type Answer = { status: number; cookie: string | undefined; body: unknown };

// Not fetch: the portal goes by its host name, and not every machine resolves names below .localhost.
function send(adminUrl: string, { method, path, body }: Asked, cookie: string): Promise<Answer> {
  const { host, port } = new URL(adminUrl);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: "127.0.0.1",
        port,
        method,
        path,
        agent: false,
        timeout: LIMIT_MS,
        headers: { host, cookie, "content-type": "application/json" },
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          text += chunk;
        });
        response.once("error", reject);
        response.once("end", () => {
          const [set] = response.headers["set-cookie"] ?? [];
          resolve({ status: response.statusCode ?? 0, cookie: set?.split(";")[0], body: text ? (JSON.parse(text) as unknown) : null });
        });
      },
    );
    sent.once("error", reject);
    sent.once("timeout", () => sent.destroy(new Error("no answer")));
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
