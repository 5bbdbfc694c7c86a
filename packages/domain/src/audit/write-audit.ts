import { type ScopedTx, tables } from "@pumpd/db";
import type { By } from "../by.ts";

export type AuditEntry = {
  by: By;
  /** noun and verb: `restaurant.update` */
  action: string;
  target: { kind: string; id: string };
  /** before and after, or what was chosen; never a secret */
  data?: Record<string, unknown>;
};

/** Every change by a person or a program writes one, in the transaction of the change. */
export async function writeAudit(tx: ScopedTx, { by, action, target, data }: AuditEntry): Promise<void> {
  await tx.insert(tables.auditLog).values({
    organisationId: tx.scope.organisationId,
    actorKind: by.kind,
    actorId: by.id,
    actorName: by.name,
    action,
    targetKind: target.kind,
    targetId: target.id,
    data,
    requestId: by.requestId,
  });
}
