import { z } from "zod";

/**
 * Every misbehaviour the portal can be told to show. `route` is where a kind applies when the fault itself names none:
 * "METHOD /path" with :names and *; without a method, any.
 */
const kind = <Shape extends z.ZodRawShape>(route: string, meaning: string, params: Shape) => ({
  route,
  meaning,
  params: z.object(params),
});

const milliseconds = z.number().int().min(0);
const documents = "GET document:*";
const everything = "*";
const writes = "write:/api/*";

export const faultKinds = {
  // Answers that replace the real one. Nothing is committed.
  status: kind(everything, "answers this status; nothing is committed", {
    status: z.number().int().min(400).max(599).default(500),
    message: z.string().default("Something went wrong on our side."),
    retryAfter: z.number().int().min(0).optional(),
  }),
  "rate-limit": kind("/api/*", "429 with Retry-After in seconds; nothing is committed", {
    retryAfter: z.number().int().min(0).default(60),
  }),
  "reset-before-commit": kind(writes, "resets the connection; nothing is committed", {}),
  hang: kind(everything, "never answers; nothing is committed", {}),
  delay: kind(everything, "waits, then goes on as usual", { ms: milliseconds.default(3000) }),
  "session-expire": kind("/api/*", "ends the session just before this request: 401, nothing is committed", {}),
  "login-lockout": kind("POST /api/session", "423 after this many wrong passwords (0: at once)", {
    after: z.number().int().min(0).default(0),
  }),

  // The change happens, the answer does not say so.
  "commit-then-reset": kind(writes, "commits, then resets the connection", {}),
  "commit-then-close": kind(writes, "commits, then closes the connection without an answer", {}),
  "commit-then-status": kind(writes, "commits, then answers this status", {
    status: z.number().int().min(400).max(599).default(500),
  }),
  "commit-then-500": kind(writes, "commits, then answers 500", {}),
  "commit-then-408": kind(writes, "commits, then answers 408 and closes", {}),
  "commit-then-hang": kind(writes, "commits, then never answers", {}),
  "partial-body": kind(everything, "commits, sends the headers and half of the answer, then closes", {}),

  // The answer says so, the change does not happen.
  "silent-drop": kind(writes, "answers as if it had worked; nothing is committed", {}),
  "import-half": kind("POST /api/restaurants/:id/menus/import", "imports only a part of the rows, answers success", {
    fraction: z.number().min(0).max(1).default(0.5),
  }),

  // Refusals the real portal has shown.
  "import-refused": kind("POST /api/restaurants/:id/menus/import", "refuses the file with this text", {
    message: z.string().default("Import rejected: request limit reached. Blocked, please try again later."),
  }),
  "import-refused-silently": kind(
    "POST /api/restaurants/:id/menus/import",
    "refuses the file; the dialog closes without a word",
    {},
  ),
  "import-parallel-refused": kind(
    "POST /api/restaurants/:id/menus/import",
    "refuses an import while another one runs",
    {
      message: z.string().default("Import rejected: another import is running."),
    },
  ),
  "upload-fails": kind("POST /upload/base/", "the file host refuses the upload", {}),
  "suggestions-none": kind("GET /api/address-suggestions", "finds no address", {}),
  "suggestions-lookalike-first": kind("GET /api/address-suggestions", "puts a similar address first", {}),

  // Lists that are not what they seem.
  "slow-list": kind("GET /api/*", "what is new appears in lists only this long after it was made", {
    ms: milliseconds.default(5000),
  }),
  "dup-list-entries": kind("GET /api/restaurants", "every restaurant appears twice, the twin at another address", {}),
  "list-last": kind("GET /api/restaurants", "new restaurants come last instead of first", {}),

  // Switches for what nobody has observed.
  "subdomain-not-unique": kind(
    "POST /api/restaurants",
    "a taken subdomain is accepted, so a repeated create makes two",
    {},
  ),
  "import-replaces": kind("POST /api/restaurants/:id/menus/import", "a second import replaces the menus", {}),
  "names-unique": kind("POST /api/restaurants/:id/*", "option sets and tags with a taken name are refused", {}),
  "stripe-connect": kind("GET /api/restaurants/:id*", "the Stripe form has its Connect row", {}),

  // Whole pages that are not the application.
  "maintenance-page": kind("*", "a maintenance banner: documents with this status, API answers 503", {
    status: z.union([z.literal(200), z.literal(503)]).default(200),
    retryAfter: z.number().int().min(0).optional(),
  }),
  "captcha-page": kind(documents, "a page that wants to know whether you are human", {}),
  "unhydrated-shell": kind(documents, "a shell without script", {
    userAgent: z.string().default("HeadlessChrome"),
  }),
  "oom-page": kind(documents, "the application plus a script that eats memory", {
    megabytesPerSecond: z.number().min(1).default(200),
  }),
  "endless-script": kind(documents, "the application plus a script that never ends", {
    afterMs: milliseconds.default(500),
  }),

  // What a running page shows beside its answer. Travels as a directive.
  "notification-popup": kind("GET /api/*", "a notification popup over everything, once a page load unless `repeat`", {
    repeat: z.boolean().default(false),
    afterMs: milliseconds.default(0),
  }),
  "survey-modal": kind("GET /api/*", "a survey dialog over everything, once a page load unless `repeat`", {
    repeat: z.boolean().default(false),
    afterMs: milliseconds.default(0),
  }),
  "overlay-stuck": kind(documents, "the loading overlay stays this long", { ms: milliseconds.default(15_000) }),
  "list-late": kind(documents, "the restaurant list is drawn this much later", { ms: milliseconds.default(5000) }),
  "time-input-keeps": kind(documents, "time inputs no longer select their content on focus", {}),
  "class-rename": kind(documents, "every style class hash is another one, as after a portal release", {
    salt: z.string().default("Zq"),
  }),
  drift: kind(documents, "elements matching a selector are renamed, moved, removed or doubled", {
    mode: z.enum(["rename", "move", "remove", "duplicate"]),
    selector: z.string().min(1),
    to: z.string().optional().describe("rename: the new text; or for 'id:x' and 'class:x' the new id or class"),
  }),
} as const;

export type FaultKind = keyof typeof faultKinds;
export const faultKindNames = Object.keys(faultKinds) as FaultKind[];

/** Kinds a page acts on, not the server. */
export const directiveKinds: ReadonlySet<FaultKind> = new Set([
  "notification-popup",
  "survey-modal",
  "overlay-stuck",
  "list-late",
  "time-input-keeps",
  "class-rename",
  "drift",
]);

const scope = z.object({
  id: z.string().min(1).optional(),
  kind: z.enum(faultKindNames as [FaultKind, ...FaultKind[]]),
  route: z.string().min(1).optional(),
  /** Fire on the n-th matching request only (from then on, with `times`). Counted from 1. */
  nth: z.number().int().min(1).optional(),
  /** Fire at most so often. Default: once with `nth`, without end otherwise. */
  times: z.number().int().min(1).optional(),
  probability: z.number().min(0).max(1).optional(),
  seed: z.number().int().optional(),
  /** Only on a connection that has carried a request before: where browsers repeat a POST by themselves. */
  onlyReused: z.boolean().optional(),
  /** Only for this sign-in. */
  account: z.string().optional(),
  restaurantId: z.string().optional(),
});

export type Fault = z.infer<typeof scope> & { id: string; params: Record<string, unknown> };

/** Throws a ZodError for an unknown kind or a parameter out of range. */
export function parseFault(input: unknown, makeId: () => string): Fault {
  const about = scope.parse(input);
  const params: Record<string, unknown> = faultKinds[about.kind].params.parse(input);
  return { ...about, id: about.id ?? makeId(), params };
}
