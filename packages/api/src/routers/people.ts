import { listPeople } from "@pumpd/domain/people";
import { z } from "zod";
import { personSchema } from "../contract.ts";
import { procedure } from "../procedure.ts";
import { t } from "../trpc.ts";

export const peopleRouter = t.router({
  list: procedure({ role: "viewer" })
    .output(z.array(personSchema))
    .query(({ ctx }) => ctx.inScope(listPeople)),
});
