/**
 * The portal's requests that are not reads, as data. `commits` change the portal and pass only through the send gate;
 * `harmless` ones pass and are recorded. Anything else inside `apply` counts as a commit, outside it is refused.
 * Source: portal reference, sections 5–13. Paths are patterns of the portal's own API, `:x` matches one segment.
 */
export type PortalRequest = {
  readonly method: "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  /** Harmless, but not twice: goes on a connection nobody has used, so that the browser does not repeat it by itself. */
  readonly once?: true;
};

export const COMMITS = {
  "restaurant.create": { method: "POST", path: "/api/restaurants" },
  "menu.import": { method: "POST", path: "/api/restaurants/:id/menus/import" },
  "option_set.create": { method: "POST", path: "/api/restaurants/:id/option-sets" },
  "option_set.update": { method: "PUT", path: "/api/restaurants/:id/option-sets/:setId" },
  "tag.create": { method: "POST", path: "/api/restaurants/:id/tags" },
  "tag.update": { method: "PUT", path: "/api/restaurants/:id/tags/:tagId" },
  "theme.apply": { method: "POST", path: "/api/restaurants/:id/theme" },
  "settings.save": { method: "PUT", path: "/api/restaurants/:id/settings" },
} as const satisfies Record<string, PortalRequest>;

export type CommitName = keyof typeof COMMITS;

export const HARMLESS = {
  login: { method: "POST", path: "/api/session", once: true },
  logout: { method: "DELETE", path: "/api/session" },
  /** A file at the image host belongs to nobody until a save names it. */
  upload: { method: "POST", path: "/upload/base/" },
  telemetry: { method: "POST", path: "/api/telemetry" },
} as const satisfies Record<string, PortalRequest>;
