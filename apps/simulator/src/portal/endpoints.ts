import type { Endpoint } from "../http/call.ts";
import { addressEndpoints } from "./addresses.ts";
import { apiKeyEndpoints } from "./api-keys.ts";
import { fileEndpoints } from "./files.ts";
import { menuEndpoints } from "./menus.ts";
import { restaurantThingEndpoints } from "./restaurant-things.ts";
import { restaurantEndpoints } from "./restaurants.ts";
import { sessionEndpoints } from "./session.ts";
import { settingsEndpoints } from "./settings.ts";

/** The portal's whole HTTP API. */
export const endpoints: Endpoint[] = [
  ...sessionEndpoints,
  ...addressEndpoints,
  ...restaurantEndpoints,
  ...settingsEndpoints,
  ...menuEndpoints,
  ...restaurantThingEndpoints,
  ...fileEndpoints,
  ...apiKeyEndpoints,
];
