import { listNotices, lookAtNotices } from "@pumpd/domain/notices";
import * as contract from "../contract.ts";
import { procedure } from "../procedure.ts";
import { t } from "../trpc.ts";

const own = procedure({ role: "viewer" });

export const noticesRouter = t.router({
  list: own
    .output(contract.noticesSchema)
    .query(({ ctx }) => ctx.inScope((tx) => listNotices(tx, { personId: ctx.session.person.id }))),

  /** A mark of the reader's own, like an opened letter: nothing that an audit would ask about. */
  look: own.output(contract.okSchema).mutation(async ({ ctx }) => {
    await ctx.inScope((tx) => lookAtNotices(tx, { personId: ctx.session.person.id }));
    return { ok: true as const };
  }),
});
