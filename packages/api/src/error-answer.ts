/** The one place where what was thrown becomes what the asker reads: tRPC and REST answer the same. */
import type { PreflightCheck } from "@pumpd/automations/define";
import { DomainError, type DomainErrorCode, type FieldErrors } from "@pumpd/domain";
import { Blocked, jobRegistry } from "@pumpd/domain/jobs";
import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { z } from "zod";

export type AppCode = DomainErrorCode | "DATABASE_AWAY" | "BAD_REQUEST" | "INTERNAL";

export type ErrorAnswer = {
  appCode: AppCode;
  trpcCode: TRPCError["code"];
  httpStatus: number;
  /** for people; no stack, no name of anything inside */
  message: string;
  /** dotted path of an input field → what is wrong with it */
  fields: FieldErrors;
  /** of a blocked request: the whole pre-flight list */
  checks: readonly PreflightCheck[];
};

type Status = Pick<ErrorAnswer, "trpcCode" | "httpStatus">;

const DOMAIN: Record<DomainErrorCode, Status> = {
  NOT_FOUND: { trpcCode: "NOT_FOUND", httpStatus: 404 },
  INVALID_INPUT: { trpcCode: "BAD_REQUEST", httpStatus: 400 },
  UNKNOWN_TYPE: { trpcCode: "UNPROCESSABLE_CONTENT", httpStatus: 422 },
  BLOCKED: { trpcCode: "PRECONDITION_FAILED", httpStatus: 412 },
  CONFLICT: { trpcCode: "CONFLICT", httpStatus: 409 },
  FORBIDDEN: { trpcCode: "FORBIDDEN", httpStatus: 403 },
  SIGNED_OUT: { trpcCode: "UNAUTHORIZED", httpStatus: 401 },
  TOO_MANY: { trpcCode: "TOO_MANY_REQUESTS", httpStatus: 429 },
};

export function toErrorAnswer(thrown: unknown): ErrorAnswer {
  const chain = causesOf(thrown);
  const domain = chain.find((error) => error instanceof DomainError);
  if (domain) return domainAnswer(domain);
  if (chain.some(isDatabaseAway)) return databaseAway;
  const [outer] = chain;
  if (outer instanceof z.ZodError) return invalidInput(outer);
  if (outer instanceof TRPCError && outer.code !== "INTERNAL_SERVER_ERROR") return trpcAnswer(outer);
  return internal;
}

function causesOf(thrown: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let error = thrown; error !== undefined && chain.length < 8; ) {
    chain.push(error);
    error = error instanceof Error ? error.cause : undefined;
  }
  return chain;
}

function domainAnswer(error: DomainError): ErrorAnswer {
  const checks = error instanceof Blocked ? error.checks : [];
  const known = error.code === "UNKNOWN_TYPE" ? ` We know ${jobRegistry.types.join(", ")}.` : "";
  return {
    appCode: error.code,
    ...DOMAIN[error.code],
    message: `${error.message}${known}`,
    fields: error.fields,
    checks,
  };
}

const REFUSALS: Partial<Record<TRPCError["code"], string>> = {
  NOT_FOUND: "We have nothing at this address.",
  METHOD_NOT_SUPPORTED: "This address does not take this method.",
  PAYLOAD_TOO_LARGE: "This request is larger than 1 MB.",
  UNSUPPORTED_MEDIA_TYPE: "This address takes JSON only.",
};

/** An input that does not fit its schema, refused before any verb saw it. */
function trpcAnswer(error: TRPCError): ErrorAnswer {
  if (error.code === "BAD_REQUEST" && error.cause instanceof z.ZodError) return invalidInput(error.cause);
  const isAbsent = error.code === "NOT_FOUND";
  return {
    appCode: isAbsent ? "NOT_FOUND" : "BAD_REQUEST",
    trpcCode: error.code,
    httpStatus: getHTTPStatusCodeFromError(error),
    message: REFUSALS[error.code] ?? "We could not read this request.",
    fields: {},
    checks: [],
  };
}

function invalidInput(error: z.ZodError): ErrorAnswer {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join(".")] ??= issue.message;
  const message = Object.values(fields)[0] ?? "Some of this does not fit.";
  return { appCode: "INVALID_INPUT", ...DOMAIN.INVALID_INPUT, message, fields, checks: [] };
}

const databaseAway: ErrorAnswer = {
  appCode: "DATABASE_AWAY",
  trpcCode: "SERVICE_UNAVAILABLE",
  httpStatus: 503,
  message: "Our database does not answer. Nothing was changed. Try again in a moment.",
  fields: {},
  checks: [],
};

const internal: ErrorAnswer = {
  appCode: "INTERNAL",
  trpcCode: "INTERNAL_SERVER_ERROR",
  httpStatus: 500,
  message: "Something on our side went wrong. It is written down. Try again, or tell us the number of this request.",
  fields: {},
  checks: [],
};

const AWAY_CODES =
  /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|CONNECT|CONNECTION_|08|53300|57P0)/;

/** A connection that failed or was cut, in the words of the system, the driver or PostgreSQL. */
function isDatabaseAway(error: unknown): boolean {
  return error instanceof Error && "code" in error && typeof error.code === "string" && AWAY_CODES.test(error.code);
}
