/**
 * The portal's requests that are not reads, as data. `commits` change the portal and pass only through the send gate;
 * `harmless` ones pass and are recorded. Anything else inside `apply` counts as a commit, outside it is refused.
 * Source: portal reference, sections 5–13. Paths are patterns of the portal's own API, `:x` matches one segment.
 */
export type PortalRequest = { readonly method: "POST" | "PUT" | "PATCH" | "DELETE"; readonly path: string };

export const COMMITS = {
  "restaurant.create": { method: "POST", path: "/api/restaurants" },
} as const satisfies Record<string, PortalRequest>;

export type CommitName = keyof typeof COMMITS;

export const HARMLESS = {
  login: { method: "POST", path: "/api/session" },
  logout: { method: "DELETE", path: "/api/session" },
  telemetry: { method: "POST", path: "/api/telemetry" },
} as const satisfies Record<string, PortalRequest>;
