import { toErrorAnswer } from "./error-answer.ts";
import type { ReportError } from "./error-report.ts";
import { TooMany } from "./use-limits.ts";

export const PROBLEM_TYPE = "application/problem+json";

export type Thrown = { error: unknown; requestId: string; where: string; reportError: ReportError };

/** An error as a program reads it (RFC 9457), with the same words and codes as everywhere else. */
export function problemOf({ error, requestId, where, reportError }: Thrown): Response {
  const { httpStatus, appCode, message, fields, checks } = toErrorAnswer(error);
  if (httpStatus >= 500) reportError({ requestId, where, error });
  const problem = {
    type: "about:blank",
    title: TITLES[httpStatus] ?? "Refused",
    status: httpStatus,
    detail: message,
    code: appCode,
    fields,
    ...(checks.length > 0 ? { checks } : {}),
    requestId,
  };
  return Response.json(problem, {
    status: httpStatus,
    headers: { "content-type": PROBLEM_TYPE, "cache-control": "no-store", ...retryAfter(error) },
  });
}

function retryAfter(error: unknown): Record<string, string> {
  return error instanceof TooMany ? { "retry-after": String(Math.ceil(error.limit.resetMs / 1000)) } : {};
}

const TITLES: Record<number, string> = {
  400: "Bad request",
  401: "Not signed in",
  403: "Forbidden",
  404: "Not found",
  405: "Method not allowed",
  409: "Conflict",
  412: "Something must be done first",
  413: "Too large",
  415: "Not JSON",
  422: "Unknown job type",
  429: "Too many requests",
  500: "Our mistake",
  503: "Try again",
};
