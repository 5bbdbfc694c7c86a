import type { Database, OrgScope } from "@pumpd/db";
import { withScope } from "@pumpd/db";
import type { By } from "@pumpd/domain";
import { writeAudit } from "@pumpd/domain/audit";
import { countUses } from "./count-uses.ts";

/** Of one asker in an hour. Who is refused more often has been seen, and fills nobody's log. */
export const REFUSALS_NOTED = { uses: 20, windowMs: 3_600_000 } as const;

export type Refusal = {
  scope: OrgScope;
  by: By;
  action: "access.refused" | "person.sign_in_refused";
  /** what was asked for, in our own words: a procedure, a route */
  target: { kind: string; id: string };
};

/** A refusal stands in the audit log of the organisation that was asked in, as long as there are few. */
export async function noteRefusal(db: Database, { scope, by, action, target }: Refusal): Promise<void> {
  const [state] = await countUses(db, [{ key: `refused:${by.kind}:${by.id}`, ...REFUSALS_NOTED }]);
  if (state?.isOver) return;
  await withScope(db, scope, (tx) => writeAudit(tx, { by, action, target }));
}
