export const profileNames = ["none", "local", "real"] as const;
export type ProfileName = (typeof profileNames)[number];

export type Profile = {
  /** What an API request waits for before it is handled. */
  answerMs: (method: string, path: string) => number;
  /** What the browser code waits for by itself. */
  page: { hydrateMs: number; overlayMs: number; listMs: number };
};

/** The recorded waits, by route. First match counts. */
const recorded: [RegExp, number][] = [
  [/^POST \/api\/session$/, 1500],
  [/^GET \/api\/restaurants$/, 1800],
  [/^POST \/api\/restaurants$/, 4000],
  [/^GET \/api\/address-suggestions$/, 1200],
  [/^GET \/api\/restaurants\/[^/]+$/, 1500],
  [/^GET \/api\/restaurants\/[^/]+\/menus$/, 1500],
  [/^POST \/api\/restaurants\/[^/]+\/menus\/import$/, 3500],
  [/\/option-sets/, 1200],
  [/\/tags/, 1000],
  [/^GET \/api\/fonts$/, 1200],
  [/\/theme$/, 2000],
  [/^PUT \/api\/restaurants\/[^/]+\/settings$/, 1500],
  [/^POST \/upload\//, 3000],
  [/^GET \/api\/session$/, 500],
];

export const profiles: Record<ProfileName, Profile> = {
  none: { answerMs: () => 0, page: { hydrateMs: 0, overlayMs: 0, listMs: 0 } },
  local: { answerMs: () => 100, page: { hydrateMs: 0, overlayMs: 0, listMs: 0 } },
  real: {
    answerMs: (method, path) => recorded.find(([route]) => route.test(`${method} ${path}`))?.[1] ?? 600,
    page: { hydrateMs: 1200, overlayMs: 2500, listMs: 800 },
  },
};
