/**
 * What the procedures answer. Output schemas pick fields: what is not named here does not leave the server.
 * Times are ISO 8601 strings in UTC, durations milliseconds.
 */
import { findingsSchema } from "@pumpd/automations/define";
import {
  ATTEMPT_STATUSES,
  alertRuleSchema,
  apiKeyScopeSchema,
  countrySchema,
  DISPLAY_STATES,
  effectStateSchema,
  failureCodeSchema,
  failureSchema,
  jobModeSchema,
  jobStatusSchema,
  outcomeSchema,
  progressSchema,
  roleSchema,
  STEP_KINDS,
  stepStatusSchema,
  uploadKindSchema,
  webhookEventSchema,
  weekHoursSchema,
} from "@pumpd/model";
import { z } from "zod";

const time = z.iso.datetime();
const id = z.uuid();

/** One row of any list of jobs, and what the polling hook brings: narrow, no input, no result. */
export const jobRowSchema = z.object({
  id,
  shortId: z.string(),
  type: z.string(),
  mode: jobModeSchema,
  status: jobStatusSchema,
  outcome: outcomeSchema.nullable(),
  /** derived by the server at `now` of the answer */
  state: z.enum(DISPLAY_STATES),
  restaurant: z.object({ id, name: z.string() }),
  /** "After J-7K2MQ" or the hold's reason; null when it waits for nothing */
  waitFor: z.string().nullable(),
  runAt: time.nullable(),
  /** the line of a completed job */
  summary: z.string().nullable(),
  failure: failureSchema.nullable(),
  progress: progressSchema.nullable(),
  attempt: z.number().int(),
  triesUsed: z.number().int(),
  maxTries: z.number().int(),
  sentCount: z.number().int(),
  seenCount: z.number().int(),
  askedBy: z.string(),
  createdAt: time,
  /** of an open job: when it should have ended */
  dueAt: time.nullable(),
  updatedAt: time,
  startedAt: time.nullable(),
  completedAt: time.nullable(),
  cancelRequestedAt: time.nullable(),
  resolvedHow: z.string().nullable(),
  /** the job that went on with what this one left */
  replacedBy: z.object({ id, shortId: z.string() }).nullable(),
  owner: z.object({ id, name: z.string() }).nullable(),
  note: z.string().nullable(),
  canRetry: z.boolean(),
  canCancel: z.boolean(),
});
export type JobRow = z.infer<typeof jobRowSchema>;

/** React Query's infinite lists say which way they go; ours go one way. */
const direction = z.literal("forward").optional();

export const JOB_VIEWS = ["all", "needs_you", "running", "waiting", "given_up"] as const;

/** `needs_look`: done in part and still open. */
export const JOB_STATUS_FILTERS = [...jobStatusSchema.options, "needs_look"] as const;
export const WITHIN = ["hour", "day", "week", "month"] as const;

/** Which jobs. Values of one field are alternatives, fields narrow each other. */
export const jobFilterSchema = z.strictObject({
  view: z.enum(JOB_VIEWS).optional(),
  statuses: z.array(z.enum(JOB_STATUS_FILTERS)).max(8).optional(),
  types: z.array(z.string().max(60)).max(20).optional(),
  restaurantIds: z.array(id).max(20).optional(),
  /** ids of people or API keys */
  people: z.array(z.string().max(60)).max(20).optional(),
  within: z.enum(WITHIN).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  fingerprint: z.string().max(400).optional(),
  /** part of a restaurant's name or store address, short id, portal id, or words of a failure */
  q: z.string().trim().max(120).optional(),
});
export type JobFilter = z.infer<typeof jobFilterSchema>;

export const jobListInputSchema = jobFilterSchema.extend({
  sort: z.enum(["newest", "oldest"]).optional(),
  cursor: z.string().max(120).optional(),
  direction,
  limit: z.number().int().min(1).max(100).default(50),
});

export const jobListSchema = z.object({
  rows: z.array(jobRowSchema),
  nextCursor: z.string().nullable(),
  /** the page is short because looking stopped there; `nextCursor` goes on */
  lookedBackTo: time.nullable(),
  now: time,
});

/** up to 1 001, which means more than 1 000 */
export const jobCountSchema = z.object({ count: z.number().int() });

export const jobStatusInputSchema = z.strictObject({
  /** only these; without them, whatever changed in the organisation */
  ids: z.array(id).max(100).optional(),
  /** jobs on the page that wait or run: their words change with the clock */
  moving: z.array(id).max(100).optional(),
  /** cursor of the last answer: only what reads differently since comes back */
  since: z.string().max(120).optional(),
});
export const jobStatusAnswerSchema = z.object({ rows: z.array(jobRowSchema), cursor: z.string(), now: time });

const stepSchema = z.object({
  key: z.string(),
  title: z.string(),
  kind: z.enum(STEP_KINDS),
  usualMs: z.number(),
  /** null: to come */
  status: stepStatusSchema.nullable(),
  message: z.string().nullable(),
  startedAt: time.nullable(),
  endedAt: time.nullable(),
});

export const effectSchema = z.object({
  id,
  step: z.string(),
  item: z.string(),
  state: effectStateSchema,
  naturalKey: z.string(),
  attempt: z.number().int(),
  evidence: z.record(z.string(), z.unknown()).nullable(),
  failure: failureSchema.nullable(),
  intendedAt: time,
  sentAt: time.nullable(),
  decidedAt: time.nullable(),
});

export const attemptSchema = z.object({
  number: z.number().int(),
  trigger: z.string(),
  status: z.enum(ATTEMPT_STATUSES),
  worker: z.string().nullable(),
  startedAt: time,
  endedAt: time.nullable(),
  beatAt: time,
  isCharged: z.boolean(),
  failure: failureSchema.nullable(),
  isKilled: z.boolean(),
  killReason: z.string().nullable(),
  overdueMs: z.number().int(),
  peakMemoryBytes: z.number().nullable(),
  steps: z.array(stepSchema),
});

export const jobEventSchema = z.object({
  id: z.number(),
  kind: z.string(),
  from: jobStatusSchema.nullable(),
  to: jobStatusSchema.nullable(),
  actorKind: z.string(),
  actorName: z.string().nullable(),
  reason: z.string().nullable(),
  data: z.record(z.string(), z.unknown()).nullable(),
  at: time,
});

export const preflightCheckSchema = z.object({
  level: z.enum(["ok", "warn", "block"]),
  title: z.string(),
  detail: z.string(),
  fix: z.union([z.object({ field: z.string() }), z.object({ page: z.enum(["account", "restaurant"]) })]).optional(),
});

export const portalPlanLineSchema = z.object({
  does: z.enum(["look", "send", "see"]),
  text: z.string(),
  usualMs: z.number(),
});

export const resultRowSchema = z.object({
  label: z.string(),
  ours: z.string().nullable(),
  portal: z.string(),
  isSame: z.boolean(),
  isCode: z.boolean().optional(),
  href: z.string().optional(),
});

export const pictureSchema = z.object({
  id,
  kind: z.string(),
  step: z.string().nullable(),
  caption: z.string().nullable(),
  at: time,
});

export const jobDetailSchema = jobRowSchema.extend({
  definitionVersion: z.number().int(),
  account: z.object({ id, login: z.string() }).nullable(),
  /** the definition's steps with what the newest attempt made of them */
  plan: z.array(stepSchema),
  attempts: z.array(attemptSchema),
  effects: z.array(effectSchema),
  events: z.array(jobEventSchema),
  pictures: z.array(pictureSchema),
  logCount: z.number().int(),
  input: z.record(z.string(), z.unknown()),
  result: z.record(z.string(), z.unknown()).nullable(),
  resultRows: z.array(resultRowSchema),
  links: z.object({ store: z.string().nullable(), portal: z.string().nullable() }),
  limits: z.object({ runMs: z.number(), stepMs: z.number(), stallMs: z.number() }),
  deadlineAt: time.nullable(),
  parent: z.object({ id, shortId: z.string(), reason: z.string() }).nullable(),
  /** the linked job that was started in its place */
  /** of an inspection that compares: what it found */
  findings: findingsSchema.nullable(),
  /** the newest comparison of this job with the portal */
  drift: z
    .object({
      id,
      shortId: z.string(),
      status: jobStatusSchema,
      failure: failureSchema.nullable(),
      endedAt: time.nullable(),
      findings: findingsSchema.nullable(),
    })
    .nullable(),
  /** items that `jobs.retryFailedItems` would ask for; 0: it would refuse */
  remainingCount: z.number().int(),
  /** one more submit may be allowed from then on */
  quietUntil: time.nullable(),
  retryPreview: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      does: z.enum(["kept", "again", "once"]),
      note: z.string(),
      usualMs: z.number(),
    }),
  ),
  now: time,
});

export const logLineSchema = z.object({
  id: z.number(),
  attempt: z.number().int(),
  level: z.enum(["debug", "info", "warn", "error"]),
  step: z.string().nullable(),
  text: z.string(),
  at: time,
});

/** a uuid or a short id */
export const jobIdSchema = z.strictObject({ id: z.string().max(60) });

export const jobLogsInputSchema = jobIdSchema.extend({ after: z.number().int().min(0).optional() });
export const jobLogsSchema = z.object({ lines: z.array(logLineSchema), isComplete: z.boolean() });

/** What `input` leaves out comes from the restaurant. */
export const jobRequestSchema = z.strictObject({
  type: z.string().max(60),
  restaurantId: id,
  input: z.record(z.string().max(60), z.unknown()).optional(),
  /** how soon it is wanted; without it the type's own. `urgent` is for admins */
  priority: z.enum(["urgent", "normal", "bulk"]).optional(),
});

/** `jobs.prepare`: everything the start form needs. `fieldErrors` keys are dotted paths of the input. */
export const preparedSchema = z.object({
  input: z.record(z.string(), z.unknown()),
  fieldErrors: z.record(z.string(), z.string()),
  checks: z.array(preflightCheckSchema),
  plan: z.array(portalPlanLineSchema),
  button: z.string(),
  isBlocked: z.boolean(),
  /** the job of this kind that is open already */
  open: z.object({ id, shortId: z.string(), status: jobStatusSchema }).nullable(),
});

export const enqueuedSchema = z.object({ jobId: id, shortId: z.string(), status: jobStatusSchema, isNew: z.boolean() });

/** Verbs on a job say what they did; pressing twice is `changed: false` with the reason. */
export const actedSchema = z.object({ changed: z.boolean(), status: jobStatusSchema, message: z.string() });

export const DECISIONS = ["look_again", "link", "allow_one_more", "done_by_hand", "cancel"] as const;

export const accountSchema = z.object({
  id,
  login: z.string(),
  /** by last look, never by a stored word alone */
  state: z.enum(["works", "not_tried", "on_hold"]),
  hold: z.string().nullable(),
  hasPassword: z.boolean(),
  passwordSetAt: time.nullable(),
  lastSignedInAt: time.nullable(),
  restaurantCount: z.number().int(),
});

export const milestoneSchema = z.object({
  milestone: z.string(),
  seenAt: time,
  jobId: id,
  jobShortId: z.string(),
  by: z.string(),
  summary: z.string().nullable(),
});

export const restaurantRowSchema = z.object({
  id,
  name: z.string(),
  address: z.string().nullable(),
  subdomain: z.string().nullable(),
  upstreamId: z.string().nullable(),
  milestones: z.array(z.string()),
  openJob: z.object({ id, shortId: z.string(), type: z.string(), state: z.enum(DISPLAY_STATES) }).nullable(),
  updatedAt: time,
});

export const restaurantListSchema = z.object({ rows: z.array(restaurantRowSchema), nextCursor: z.string().nullable() });

export const restaurantListInputSchema = z.strictObject({
  /** part of the name, or a whole portal id */
  q: z.string().trim().max(120).optional(),
  cursor: z.string().max(400).optional(),
  direction,
  limit: z.number().int().min(1).max(100).default(50),
});

export const personSchema = z.object({
  id,
  name: z.string(),
  email: z.string(),
  role: roleSchema,
  hasAccess: z.boolean(),
  lastSeenAt: time.nullable(),
});

export const invitationSchema = z.object({
  id,
  email: z.string(),
  role: roleSchema,
  invitedBy: z.string(),
  createdAt: time,
  expiresAt: time,
});

/** What the link leads into, and what it asks for. */
export const welcomeSchema = z.object({
  organisation: z.string(),
  email: z.string(),
  role: roleSchema,
  asks: z.enum(["new", "password", "sign_in"]),
});

export const auditRowSchema = z.object({
  id: z.number().int(),
  actorKind: z.string(),
  actorName: z.string().nullable(),
  action: z.string(),
  targetKind: z.string(),
  targetId: z.string(),
  data: z.record(z.string(), z.unknown()).nullable(),
  requestId: z.string().nullable(),
  at: time,
});
export const auditPageSchema = z.object({ rows: z.array(auditRowSchema), nextCursor: z.number().int().nullable() });

/** One sensible next thing for a restaurant. */
export const nextActionSchema = z.object({
  kind: z.enum(["start", "open_job", "add_account", "done"]),
  sentence: z.string(),
  button: z.string().nullable(),
  jobType: z.string().nullable(),
  jobId: id.nullable(),
});

const noteSchema = z.object({ id, text: z.string(), author: z.string(), at: time });

export const RESTAURANT_COLUMNS = [
  "name",
  "subdomain",
  "address",
  "phone",
  "openingHours",
  "country",
  "timezone",
  "account",
  "note",
] as const;

export const restaurantDetailSchema = z.object({
  id,
  name: z.string(),
  subdomain: z.string().nullable(),
  address: z.string().nullable(),
  phone: z.string().nullable(),
  openingHours: weekHoursSchema.nullable(),
  country: countrySchema,
  timezone: z.string(),
  notes: z.array(noteSchema),
  upstreamId: z.string().nullable(),
  storeUrl: z.string().nullable(),
  portalUrl: z.string().nullable(),
  account: accountSchema.nullable(),
  milestones: z.array(milestoneSchema),
  next: nextActionSchema,
  createdAt: time,
  updatedAt: time,
});

/** A file that staff handed us for a restaurant, newest first. */
export const uploadSchema = z.object({
  id,
  kind: uploadKindSchema,
  fileName: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  at: time,
});

/** `POST /api/files?…`: what the body of the request is. */
export const uploadQuerySchema = z.strictObject({
  restaurantId: id,
  kind: uploadKindSchema,
  name: z.string().max(400),
});

export const restaurantInputSchema = z.strictObject({
  name: z.string().trim().min(1, "Name is empty").max(120, "Name is longer than 120 characters"),
  subdomain: z.string().trim().toLowerCase().max(63).nullish(),
  address: z.string().trim().max(200, "Street address is longer than 200 characters").nullish(),
  phone: z.string().trim().max(30, "Phone is longer than 30 characters").nullish(),
  openingHours: weekHoursSchema.nullish(),
  country: countrySchema.optional(),
  timezone: z.string().max(60).optional(),
  accountId: id.nullish(),
});

const noteTextSchema = z
  .string()
  .trim()
  .min(1, "The note is empty")
  .max(4_000, "Notes are longer than 4,000 characters");
export const newRestaurantSchema = restaurantInputSchema.extend({ note: noteTextSchema.optional() });
export const newNoteSchema = z.strictObject({ restaurantId: id, text: noteTextSchema });

/** A file of restaurants as text. `doubles`: row numbers to add although something alike is there. */
export const importInputSchema = z.strictObject({ csv: z.string().min(1, "The file is empty").max(600_000) });
export const importRowSchema = z.object({
  /** as a spreadsheet numbers it */
  n: z.number().int(),
  state: z.enum(["ready", "problem", "double"]),
  cells: z.partialRecord(z.enum(RESTAURANT_COLUMNS), z.string()),
  problems: z.array(z.object({ column: z.enum(RESTAURANT_COLUMNS).nullable(), message: z.string() })),
  double: z.object({ name: z.string(), id: id.nullable(), row: z.number().int().nullable() }).nullable(),
  id: id.nullable(),
});
export const importAnswerSchema = z.object({
  rows: z.array(importRowSchema),
  /** headings that mean nothing to us */
  unread: z.array(z.string()),
  refusal: z.string().nullable(),
});

export const machinerySchema = z.object({
  workers: z.array(
    z.object({
      id,
      host: z.string(),
      beatAt: time,
      slots: z.number().int(),
      running: z.number().int(),
      notTaking: z.string().nullable(),
      isDraining: z.boolean(),
      isAlive: z.boolean(),
    }),
  ),
  portal: z.object({ host: z.string(), lastAnswerAt: time.nullable(), answerMs: z.number().nullable() }),
  now: time,
});

const endings = { completed: z.number().int(), needsLook: z.number().int(), failed: z.number().int() };

export const HOLD_SCOPES = ["account", "host", "job_type", "organisation"] as const;

export const holdSchema = z.object({
  id,
  scope: z.enum(HOLD_SCOPES),
  /** why: `pause` by a person, `credentials`, `throttle`, `maintenance`, `breaker`, `drift`, `canary` */
  kind: z.string(),
  /** it concerns every organisation, so a platform admin ends it */
  isShared: z.boolean(),
  title: z.string(),
  reason: z.string(),
  accountId: id.nullable(),
  jobCount: z.number().int(),
  restaurants: z.array(z.string()),
  since: time,
  until: time.nullable(),
});

/** Jobs completed in a month; `month` is `2026-11`, UTC. */
const limitSchema = z.object({ used: z.number().int(), most: z.number().int() });
/** What an organisation may have at once. */
export const limitsSchema = z.object({ waitingJobs: limitSchema, uploadBytes: limitSchema });

export const usageSchema = z.object({ month: z.string(), type: z.string(), jobs: z.number().int() });

export const exportSchema = z.object({
  id,
  state: z.enum(["waiting", "working", "ready", "failed", "expired"]),
  bytes: z.number().nullable(),
  askedBy: z.string(),
  askedAt: time,
  /** until then it can be had at /api/exports/{id} */
  expiresAt: time.nullable(),
});

export const alertRuleSettingSchema = z.strictObject({
  rule: alertRuleSchema,
  isOn: z.boolean(),
  threshold: z.number().min(0).max(100_000),
});

export const alertSchema = z.object({
  id,
  rule: alertRuleSchema,
  /** what it is about: a host, a job type, or nothing */
  cause: z.string(),
  says: z.string(),
  firedAt: time,
  acknowledgedAt: time.nullable(),
  acknowledgedBy: z.string().nullable(),
  resolvedAt: time.nullable(),
});

export const channelSchema = z.object({
  id,
  kind: z.enum(["email", "webhook"]),
  /** the mail address, or the host of a webhook: its whole address is a secret */
  label: z.string(),
  last: z
    .object({ state: z.enum(["waiting", "sent", "given_up"]), problem: z.string().nullable(), at: time })
    .nullable(),
});

export const channelInputSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("email"), address: z.email("This is no mail address").max(254) }),
  z.strictObject({ kind: z.literal("webhook"), url: z.string().trim().max(2_000) }),
]);

export const PERFORMANCE_SPANS = ["day", "week", "month"] as const;
const milliseconds = z.number().nullable();

export const performanceSchema = z.object({
  types: z.array(
    z.object({
      type: z.string(),
      ended: z.number().int(),
      succeeded: z.number().int(),
      partial: z.number().int(),
      failed: z.number().int(),
      cancelled: z.number().int(),
      waitP50: milliseconds,
      waitP95: milliseconds,
      runP50: milliseconds,
      runP95: milliseconds,
      failures: z.array(z.object({ code: failureCodeSchema, count: z.number().int() })),
      slowSteps: z.array(
        z.object({ step: z.string(), title: z.string(), count: z.number().int(), p50: z.number(), p95: z.number() }),
      ),
    }),
  ),
  /** per hour (day) or per day */
  over: z.array(
    z.object({ at: time, succeeded: z.number().int(), partial: z.number().int(), failed: z.number().int() }),
  ),
  isCut: z.boolean(),
  now: time,
});

export const archivedJobSchema = z.object({
  id,
  shortId: z.string(),
  type: z.string(),
  mode: jobModeSchema,
  status: jobStatusSchema,
  outcome: outcomeSchema.nullable(),
  summary: z.string().nullable(),
  askedBy: z.string(),
  completedAt: time,
});

export const pauseInputSchema = z.strictObject({
  scope: z.enum(HOLD_SCOPES),
  /** an account's id or a job type; organisation and portal need none */
  key: z.string().max(60).optional(),
  reason: z.string().trim().min(1, "Say why, for whoever wonders").max(200, "Reason is longer than 200 characters"),
  /** ends by itself then */
  until: time.optional(),
});

export const overviewSchema = z.object({
  needsYou: z.array(jobRowSchema),
  running: z.array(jobRowSchema),
  waiting: z.array(jobRowSchema),
  /** failed or timed out and still open */
  failed: z.array(jobRowSchema),
  /** of each list, however many of it are shown; stops at 1 001 */
  totals: z.object({
    needsYou: z.number().int(),
    running: z.number().int(),
    waiting: z.number().int(),
    failed: z.number().int(),
  }),
  holds: z.array(holdSchema),
  today: z.object({
    ...endings,
    /** by the hour they ended in, only those with something in them; `at` is its beginning */
    hours: z.array(z.object({ at: time, ...endings })),
    isCut: z.boolean(),
  }),
  now: time,
});

export const countsSchema = z.object({
  needsYou: z.number().int(),
  givenUp: z.number().int(),
  heldAccounts: z.number().int(),
  /** kinds of failures with more than one open job */
  repeated: z.number().int(),
});

export const failureGroupsSchema = z.object({
  groups: z.array(
    z.object({
      fingerprint: z.string(),
      type: z.string(),
      failure: failureSchema,
      count: z.number().int(),
      firstAt: time,
      lastAt: time,
      newest: z.object({ id, shortId: z.string(), restaurantName: z.string() }),
      pictureId: id.nullable(),
    }),
  ),
});

export const BULK_VERBS = ["retry", "cancel", "dismiss"] as const;

/** Ticked rows, or everything a rule finds. */
export const bulkRequestSchema = z.strictObject({
  verb: z.enum(BULK_VERBS),
  what: z.union([z.strictObject({ ids: z.array(id).min(1).max(1_000) }), z.strictObject({ filter: jobFilterSchema })]),
  note: z.string().trim().max(1_000).optional(),
});

export const bulkActionSchema = z.object({
  id,
  verb: z.enum(BULK_VERBS),
  total: z.number().int(),
  done: z.number().int(),
  skipped: z.number().int(),
  reasons: z.array(z.object({ message: z.string(), count: z.number().int() })),
  startedBy: z.string(),
  stoppedBy: z.string().nullable(),
  startedAt: time,
  endedAt: time.nullable(),
});

export const okSchema = z.object({ ok: z.literal(true) });

export const savedViewSchema = z.object({
  id,
  name: z.string(),
  filters: jobFilterSchema.catch({}),
  isDefault: z.boolean(),
});

export const noticesSchema = z.object({
  rows: z.array(z.object({ job: jobRowSchema, isUnseen: z.boolean() })),
  unseenCount: z.number().int(),
});

export const meSchema = z.object({
  person: z.object({ id, name: z.string(), email: z.string(), isPlatformAdmin: z.boolean() }),
  organisation: z.object({ id, name: z.string(), country: countrySchema, timezone: z.string(), adminUrl: z.string() }),
  role: roleSchema,
  organisations: z.array(z.object({ id, name: z.string(), role: roleSchema })),
});

export const jobTypeSchema = z.object({
  type: z.string(),
  title: z.string(),
  about: z.string(),
  steps: z.array(z.object({ key: z.string(), title: z.string(), kind: z.enum(STEP_KINDS), usualMs: z.number() })),
  limits: z.object({ runMs: z.number(), stepMs: z.number(), stallMs: z.number() }),
  maxRetries: z.number().int(),
  requiredFields: z.array(z.string()),
});

const DELIVERY_STATES = ["waiting", "delivered", "given_up"] as const;

export const apiKeySchema = z.object({
  id,
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(apiKeyScopeSchema),
  createdAt: time,
  lastUsedAt: time.nullable(),
  expiresAt: time.nullable(),
});

export const webhookSchema = z.object({
  id,
  url: z.string(),
  events: z.array(webhookEventSchema),
  createdAt: time,
  /** the newest delivery */
  last: z.object({ state: z.enum(DELIVERY_STATES), at: time }).nullable(),
});

export const deliverySchema = z.object({
  id,
  jobId: id,
  event: webhookEventSchema,
  state: z.enum(DELIVERY_STATES),
  tries: z.number().int(),
  httpStatus: z.number().int().nullable(),
  problem: z.string().nullable(),
  createdAt: time,
  lastTriedAt: time.nullable(),
  /** of a waiting one */
  nextAt: time.nullable(),
});

/*
 * Procedures (router `appRouter`; every one declares its policy):
 *
 *   me.read                                   any member            → meSchema
 *   me.switchOrganisation {organisationId}    any member            → meSchema
 *   jobs.list jobListInput                    viewer                → jobListSchema
 *   jobs.status jobStatusInput                viewer                → jobStatusAnswerSchema
 *   jobs.read {id}                            viewer                → jobDetailSchema       (id: uuid or short id)
 *   jobs.logs {id, after?}                    viewer                → {lines: logLine[], isComplete}
 *   jobs.overview                             viewer                → overviewSchema
 *   jobs.counts                               viewer                → countsSchema
 *   jobs.types                                viewer                → jobTypeSchema[]
 *   jobs.prepare {type, restaurantId, input?} operator              → preparedSchema        (a query: changes nothing)
 *   jobs.enqueue {type, restaurantId, input?} operator              → enqueuedSchema
 *   jobs.retry {id, how: resume|start_over}   operator              → actedSchema
 *   jobs.retryNow {id}                        operator              → actedSchema           (a planned retry, now)
 *   jobs.retryFailedItems {id}                operator              → enqueuedSchema        (a linked job for what is left)
 *   jobs.editAndRetry {id, input}             operator              → enqueuedSchema        (a linked job; input: what changes)
 *   jobs.cancel {id}                          operator              → actedSchema
 *   jobs.dismiss {id, note?}                  operator              → actedSchema
 *   jobs.count jobFilter                      viewer                → {count}               (up to 1 001)
 *   jobs.groups                               viewer                → failureGroupsSchema
 *   jobs.take | giveBack {id}                 operator              → actedSchema
 *   jobs.note {id, note}                      operator              → actedSchema
 *   bulk.start bulkRequest                    operator              → bulkActionSchema
 *   bulk.stop {id}                            operator              → bulkActionSchema
 *   bulk.list                                 viewer                → {actions}
 *   views.list | save {name, filters} | remove {name} | setDefault {name | null}   viewer, each their own
 *   notices.list | look                       viewer, each their own
 *   jobs.decide {id, decision, candidate?}    operator              → actedSchema           (candidate: a portal id, with link)
 *   jobs.watch {id}                           viewer                → {ok: true}            (live picture for the next 15 s)
 *   restaurants.list {q?, cursor?, limit}     viewer                → restaurantListSchema
 *   restaurants.read {id}                     viewer                → restaurantDetailSchema
 *   restaurants.files {id}                    viewer                → uploadSchema[]
 *   restaurants.create newRestaurant          operator              → {id}
 *   restaurants.update {id} + restaurantInput operator              → {id}
 *   restaurants.addNote {restaurantId, text}  operator              → {id}
 *   restaurants.removeNote {restaurantId, noteId}  operator         → {id}
 *   restaurants.previewImport {csv}           operator              → importAnswerSchema    (a mutation for its size: changes nothing)
 *   restaurants.import {csv, doubles}         operator              → importAnswerSchema
 *   accounts.list                             viewer                → accountSchema[]
 *   accounts.create {login, password, restaurantId?}  operator      → {id}
 *   accounts.link {accountId, restaurantId}   operator
 *   accounts.setPassword {id, password}       operator              → {id, releasedJobs}
 *   apiKeys.list | create {name, scopes?, daysToLive?} | revoke {id}  admin               → apiKeySchema[] | {id, key} | {id}
 *   webhooks.list | create {url, events}      admin                 → webhookSchema[] | {id, secret}
 *   webhooks.deliveries {id}                  admin                 → deliverySchema[]
 *   webhooks.sendAgain {id} | remove {id}     admin                 → {id}
 *   alerts.list | rules                       viewer                → alertSchema[] | alertRuleSettingSchema[]
 *   alerts.acknowledge {id}                   operator              → {id}
 *   alerts.channels | setRule | addChannel | removeChannel | testChannel   admin
 *   machinery.performance {span}              viewer                → performanceSchema
 *   machinery.drain {id, to}                  platform admin        → {id}
 *   restaurants.archivedJobs {id}             viewer                → archivedJobSchema[]
 *   holds.list                                viewer                → holdSchema[]
 *   holds.pause pauseInput                    admin                 → {id}
 *   holds.resume {id}                         admin                 → {isReleased}
 *   organisation.limits                       admin                 → limitsSchema
 *   organisation.usage                        viewer                → usageSchema[]
 *   organisation.exports                      admin                 → exportSchema[]
 *   organisation.askForExport                 admin                 → {id}
 *   organisation.delete {name}                admin                 → {id}
 *   people.list                               viewer                → personSchema[]
 *   people.invitations                        admin                 → invitationSchema[]
 *   people.invite {email, role} | offerNewPassword {id}  admin      → {link}
 *   people.revokeInvitation {id} | signOut {id} | setRole {id, role} | setAccess {id, access}  admin → {id}
 *   invitations.read {token}                  whoever has the token → welcomeSchema
 *   invitations.accept {token, name?, password?}  whoever has it    → {email}
 *   audit.list {cursor?, limit}               admin                 → auditPageSchema       (newest first)
 *   me.signOutEverywhere                      any member            → {id}
 *   machinery.read                            viewer                → machinerySchema
 *
 * Route handlers beside tRPC: /api/jobs.csv (jobFilter in the query), /api/pictures/[id] (artifact bytes), /api/jobs/[id]/live (newest live frame), /api/v1/* (REST),
 * /api/files and /api/files/[id] (what staff hand us: operator stores, viewer reads).
 */
