import { type Failure, type FailureAbout, type FailureCode, failure } from "@pumpd/model";

/** An expected bad ending on its way up. Everything else that is thrown is classified once, in `runner/classify.ts`. */
export class Failed extends Error {
  readonly failure: Failure;

  constructor(reason: Failure, options?: { cause?: unknown }) {
    super(reason.code, options);
    this.name = "Failed";
    this.failure = reason;
  }
}

/** Ends the flow with an expected failure: `throw fail("SUBDOMAIN_TAKEN", { subdomain })`. */
export function fail(code: FailureCode, about: FailureAbout = {}, options?: { cause?: unknown }): Failed {
  return new Failed(failure(code, about), options);
}

export function isFailed(thrown: unknown, ...codes: readonly FailureCode[]): thrown is Failed {
  return thrown instanceof Failed && (codes.length === 0 || codes.includes(thrown.failure.code));
}
