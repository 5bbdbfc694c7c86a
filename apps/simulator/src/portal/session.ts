import { nanoid } from "nanoid";
import { z } from "zod";
import { type Endpoint, Refusal, signedIn } from "../http/call.ts";
import { isPassword } from "./passwords.ts";

export const sessionCookie = "session";
const sessionMs = 8 * 60 * 60 * 1000;

const credentials = z.object({ email: z.string(), password: z.string() });

const login: Endpoint = {
  method: "POST",
  path: "/api/session",
  needs: "nothing",
  handle({ state, base, body, now }) {
    const { email, password } = credentials.parse(body);
    // Capitals count in the e-mail: an observed habit of the portal.
    const account = [...state.accounts.values()].find((one) => one.base === base && one.email === email);
    if (!account || !isPassword(password, account)) throw new Refusal(401, "Wrong email or password.");
    const session = { id: nanoid(32), accountId: account.id, expiresAt: now.getTime() + sessionMs };
    return {
      status: 200,
      body: { email: account.email },
      headers: { "set-cookie": `${sessionCookie}=${session.id}; Path=/; HttpOnly; SameSite=Lax` },
      puts: [{ in: "sessions", id: session.id, value: session }],
    };
  },
};

const whoami: Endpoint = {
  method: "GET",
  path: "/api/session",
  needs: "account",
  handle: (call) => ({ status: 200, body: { email: signedIn(call).email } }),
};

const logout: Endpoint = {
  method: "DELETE",
  path: "/api/session",
  needs: "nothing",
  handle: ({ session }) => ({
    status: 204,
    headers: { "set-cookie": `${sessionCookie}=; Path=/; Max-Age=0` },
    puts: session ? [{ in: "sessions", id: session.id, value: null }] : [],
  }),
};

export const sessionEndpoints = [login, whoami, logout];
