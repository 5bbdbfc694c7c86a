import { createHash } from "node:crypto";
import { type ScopedTx, tables } from "@pumpd/db";
import { and, eq, sql } from "drizzle-orm";
import { DomainError } from "../errors.ts";

const { idempotencyKeys } = tables;

/** How long the answer to a named request is kept. */
const KEPT_HOURS = 24;

export type NamedRequest = {
  apiKeyId: string;
  /** the program's name for this request; undefined: it gave none, and nothing is remembered */
  key: string | undefined;
  /** what it asks: method, address and body */
  request: string;
};

export type OnceAnswer = { status: number; body: Record<string, unknown> };
export type AnsweredOnce = OnceAnswer & { isRepeat: boolean };

/**
 * Does the work once per name and repeats its answer afterwards. In one transaction with the work: a refused or lost
 * request leaves no trace and may be sent again, and of two at once the second waits for the first one's answer.
 * Throws CONFLICT for a name that stood for another request.
 */
export async function answerOnce(
  tx: ScopedTx,
  { apiKeyId, key, request }: NamedRequest,
  work: () => Promise<OnceAnswer>,
): Promise<AnsweredOnce> {
  if (key === undefined) return { ...(await work()), isRepeat: false };
  const { organisationId } = tx.scope;
  const requestHash = createHash("sha256").update(request).digest("hex");
  const mine = and(
    eq(idempotencyKeys.organisationId, organisationId),
    eq(idempotencyKeys.apiKeyId, apiKeyId),
    eq(idempotencyKeys.key, key),
  );
  await tx
    .delete(idempotencyKeys)
    .where(
      and(
        eq(idempotencyKeys.apiKeyId, apiKeyId),
        sql`${idempotencyKeys.createdAt} < now() - make_interval(hours => ${KEPT_HOURS})`,
      ),
    );
  const [claimed] = await tx
    .insert(idempotencyKeys)
    .values({ organisationId, apiKeyId, key, requestHash })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key });
  if (!claimed) return repeat(await tx.select().from(idempotencyKeys).where(mine), requestHash);
  const answer = await work();
  await tx.update(idempotencyKeys).set(answer).where(mine);
  return { ...answer, isRepeat: false };
}

function repeat([known]: (typeof idempotencyKeys.$inferSelect)[], requestHash: string): AnsweredOnce {
  if (known?.requestHash !== requestHash || known.status === null || known.body === null)
    throw new DomainError("CONFLICT", "This Idempotency-Key was used for another request. Choose a new one.");
  return { status: known.status, body: known.body, isRepeat: true };
}
