import {
  cancelJob,
  checkDrift,
  countJobs,
  countMatchingJobs,
  decideJob,
  dismissJob,
  editAndRetry,
  enqueueJob,
  giveBackJob,
  listFailureGroups,
  listJobs,
  noteJob,
  planJob,
  prepareJob,
  readJob,
  readJobLog,
  readJobStatuses,
  readOverview,
  retryFailedItems,
  retryJob,
  retryJobNow,
  takeJob,
  watchJob,
} from "@pumpd/domain/jobs";
import { requireMembership } from "@pumpd/domain/people";
import { upstreamIdSchema } from "@pumpd/model";
import { z } from "zod";
import * as contract from "../contract.ts";
import { listJobTypes } from "../job-types.ts";
import type { Change } from "../member-context.ts";
import { procedure, startingProcedure } from "../procedure.ts";
import { t } from "../trpc.ts";

const looking = procedure({ role: "viewer" });
const doing = procedure({ role: "operator" });
const starting = startingProcedure({ role: "operator" });

/** The verbs write a job's own history; this is for whoever asks what a person did all day. */
const onJob = (action: string, { id, ...data }: { id: string } & Record<string, unknown>): Change => ({
  action,
  target: { kind: "job", id },
  data,
});

export const jobsRouter = t.router({
  list: looking
    .input(contract.jobListInputSchema)
    .output(contract.jobListSchema)
    .query(({ ctx, input }) => ctx.inScope((tx) => listJobs(tx, input))),

  count: looking
    .input(contract.jobFilterSchema)
    .output(contract.jobCountSchema)
    .query(({ ctx, input }) => ctx.inScope((tx) => countMatchingJobs(tx, input))),

  groups: looking.output(contract.failureGroupsSchema).query(({ ctx }) => ctx.inScope((tx) => listFailureGroups(tx))),

  status: looking
    .input(contract.jobStatusInputSchema)
    .output(contract.jobStatusAnswerSchema)
    .query(({ ctx, input }) => ctx.inScope((tx) => readJobStatuses(tx, input))),

  read: looking
    .input(contract.jobIdSchema)
    .output(contract.jobDetailSchema)
    .query(({ ctx, input }) => ctx.inScope((tx) => readJob(tx, input))),

  logs: looking
    .input(contract.jobLogsInputSchema)
    .output(contract.jobLogsSchema)
    .query(({ ctx, input }) => ctx.inScope((tx) => readJobLog(tx, input))),

  overview: looking.output(contract.overviewSchema).query(({ ctx }) => ctx.inScope((tx) => readOverview(tx))),

  counts: looking.output(contract.countsSchema).query(({ ctx }) => ctx.inScope((tx) => countJobs(tx))),

  types: looking.output(z.array(contract.jobTypeSchema)).query(() => listJobTypes()),

  prepare: doing
    .input(contract.jobRequestSchema)
    .output(contract.preparedSchema)
    .query(({ ctx, input }) => ctx.inScope((tx) => prepareJob(tx, input))),

  enqueue: starting
    .input(contract.jobRequestSchema)
    .output(contract.enqueuedSchema)
    // Writes its own audit line, in the one statement that accepts the job.
    .mutation(async ({ ctx: { inScope, by, session }, input }) => {
      if (input.priority === "urgent") requireMembership(session, "admin");
      return inScope((tx) => enqueueJob(tx, { by, ...input }));
    }),

  plan: starting
    .input(contract.jobRequestSchema)
    .output(contract.enqueuedSchema)
    .mutation(({ ctx: { inScope, by }, input }) => inScope((tx) => planJob(tx, { by, ...input }))),

  checkDrift: starting
    .input(contract.jobIdSchema)
    .output(contract.enqueuedSchema)
    .mutation(({ ctx: { inScope, by }, input }) => inScope((tx) => checkDrift(tx, { by, ...input }))),

  retry: starting
    .input(contract.jobIdSchema.extend({ how: z.enum(["resume", "start_over"]) }))
    .output(contract.actedSchema)
    .mutation(({ ctx: { change, by }, input }) =>
      change(onJob("job.retry", input), (tx) => retryJob(tx, { by, ...input })),
    ),

  retryNow: doing
    .input(contract.jobIdSchema)
    .output(contract.actedSchema)
    .mutation(({ ctx: { change, by }, input }) =>
      change(onJob("job.retry_now", input), (tx) => retryJobNow(tx, { by, ...input })),
    ),

  retryFailedItems: starting
    .input(contract.jobIdSchema)
    .output(contract.enqueuedSchema)
    .mutation(({ ctx: { change, by }, input }) =>
      change(onJob("job.retry_failed_items", input), (tx) => retryFailedItems(tx, { by, ...input })),
    ),

  editAndRetry: starting
    .input(contract.jobIdSchema.extend({ input: z.record(z.string().max(60), z.unknown()) }))
    .output(contract.enqueuedSchema)
    .mutation(({ ctx: { change, by }, input }) =>
      change(onJob("job.edit_and_retry", { id: input.id, fields: Object.keys(input.input) }), (tx) =>
        editAndRetry(tx, { by, ...input }),
      ),
    ),

  cancel: doing
    .input(contract.jobIdSchema)
    .output(contract.actedSchema)
    .mutation(({ ctx: { change, by }, input }) =>
      change(onJob("job.cancel", input), (tx) => cancelJob(tx, { by, ...input })),
    ),

  dismiss: doing
    .input(contract.jobIdSchema.extend({ note: z.string().trim().max(1_000).optional() }))
    .output(contract.actedSchema)
    .mutation(({ ctx: { change, by }, input }) =>
      change(onJob("job.dismiss", input), (tx) => dismissJob(tx, { by, ...input })),
    ),

  take: doing
    .input(contract.jobIdSchema)
    .output(contract.actedSchema)
    .mutation(({ ctx: { change, by }, input }) =>
      change(onJob("job.take", input), (tx) => takeJob(tx, { by, ...input })),
    ),

  giveBack: doing
    .input(contract.jobIdSchema)
    .output(contract.actedSchema)
    .mutation(({ ctx: { change, by }, input }) =>
      change(onJob("job.give_back", input), (tx) => giveBackJob(tx, { by, ...input })),
    ),

  note: doing
    .input(contract.jobIdSchema.extend({ note: z.string().trim().max(1_000) }))
    .output(contract.actedSchema)
    .mutation(({ ctx: { change, by }, input }) =>
      change(onJob("job.note", input), (tx) => noteJob(tx, { by, ...input })),
    ),

  decide: starting
    .input(
      contract.jobIdSchema.extend({ decision: z.enum(contract.DECISIONS), candidate: upstreamIdSchema.optional() }),
    )
    .output(contract.actedSchema)
    .mutation(({ ctx: { change, by }, input }) =>
      change(onJob("job.decide", input), (tx) => decideJob(tx, { by, ...input })),
    ),

  watch: looking
    .input(contract.jobIdSchema)
    .output(z.object({ ok: z.literal(true) }))
    .mutation(async ({ ctx, input }) => {
      await ctx.inScope((tx) => watchJob(tx, input.id));
      return { ok: true as const };
    }),
});
