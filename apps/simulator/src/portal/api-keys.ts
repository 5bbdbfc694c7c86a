import { nanoid } from "nanoid";
import { z } from "zod";
import { type Endpoint, signedIn } from "../http/call.ts";

const list: Endpoint = {
  method: "GET",
  path: "/api/api-keys",
  needs: "account",
  handle(call) {
    const account = signedIn(call);
    const keys = [...call.state.apiKeys.values()].filter((key) => key.accountId === account.id);
    return { status: 200, body: { "api-keys": keys.reverse() } };
  },
};

const create: Endpoint = {
  method: "POST",
  path: "/api/api-keys",
  effect: "api-key.create",
  needs: "account",
  handle(call) {
    const account = signedIn(call);
    const { name, restaurantIds } = z
      .object({ name: z.string().trim().min(1, "Please enter a name."), restaurantIds: z.array(z.string()) })
      .parse(call.body);
    const key = {
      id: nanoid(9),
      accountId: account.id,
      name,
      key: `key_${nanoid(32)}`,
      restaurantIds,
      createdAt: call.now.toISOString(),
    };
    return {
      status: 201,
      body: key,
      puts: [{ in: "apiKeys", id: key.id, value: key }],
      effects: [
        { kind: "api-key.create", account: account.email, restaurantId: null, id: key.id, name, restaurantIds },
      ],
    };
  },
};

export const apiKeyEndpoints = [list, create];
