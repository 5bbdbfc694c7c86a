import { listSavedViews, removeView, saveView, setDefaultView } from "@pumpd/domain/views";
import { z } from "zod";
import * as contract from "../contract.ts";
import type { Change, MemberContext } from "../member-context.ts";
import { procedure } from "../procedure.ts";
import { t } from "../trpc.ts";

/** Whoever may look at the jobs may keep views of them: they are a person's own and change nothing for others. */
const own = procedure({ role: "viewer" });
const nameSchema = z.string().trim().min(1).max(40);
const onView = (action: string, id: string): Change => ({ action, target: { kind: "saved_view", id } });
const personOf = ({ session }: MemberContext) => ({ personId: session.person.id });

export const viewsRouter = t.router({
  list: own
    .output(z.array(contract.savedViewSchema))
    .query(({ ctx }) => ctx.inScope((tx) => listSavedViews(tx, personOf(ctx)))),

  save: own
    .input(z.strictObject({ name: nameSchema, filters: contract.jobFilterSchema }))
    .output(contract.okSchema)
    .mutation(async ({ ctx, input }) => {
      await ctx.change(onView("saved_view.save", input.name), (tx) => saveView(tx, { ...personOf(ctx), ...input }));
      return { ok: true as const };
    }),

  remove: own
    .input(z.strictObject({ name: nameSchema }))
    .output(contract.okSchema)
    .mutation(async ({ ctx, input }) => {
      await ctx.change(onView("saved_view.remove", input.name), (tx) => removeView(tx, { ...personOf(ctx), ...input }));
      return { ok: true as const };
    }),

  setDefault: own
    .input(z.strictObject({ name: nameSchema.nullable() }))
    .output(contract.okSchema)
    .mutation(async ({ ctx, input }) => {
      await ctx.change(onView("saved_view.set_default", input.name ?? "none"), (tx) =>
        setDefaultView(tx, { ...personOf(ctx), ...input }),
      );
      return { ok: true as const };
    }),
});
