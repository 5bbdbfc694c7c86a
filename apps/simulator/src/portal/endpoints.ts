import type { Endpoint } from "../http/call.ts";
import { addressEndpoints } from "./addresses.ts";
import { restaurantEndpoints } from "./restaurants.ts";
import { sessionEndpoints } from "./session.ts";

/** The portal's whole HTTP API. */
export const endpoints: Endpoint[] = [...sessionEndpoints, ...addressEndpoints, ...restaurantEndpoints];
