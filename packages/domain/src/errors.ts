/** Why a verb did not do what was asked, when the caller can do something about it. Bugs stay plain errors. */
export const DOMAIN_ERROR_CODES = [
  "NOT_FOUND",
  "INVALID_INPUT",
  "UNKNOWN_TYPE",
  "BLOCKED",
  "CONFLICT",
  "FORBIDDEN",
  "SIGNED_OUT",
  "TOO_MANY",
] as const;
export type DomainErrorCode = (typeof DOMAIN_ERROR_CODES)[number];

/** Dotted path of an input field to what is wrong with it, in words for staff. */
export type FieldErrors = Readonly<Record<string, string>>;

/** `message` is for people (ui reference, words); it names nothing that the asker may not see. */
export class DomainError extends Error {
  readonly code: DomainErrorCode;
  readonly fields: FieldErrors;

  constructor(code: DomainErrorCode, message: string, options: { fields?: FieldErrors; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "DomainError";
    this.code = code;
    this.fields = options.fields ?? {};
  }
}

/** The same words for "never existed" and "belongs to somebody else". */
export function notFound(thing: string): DomainError {
  return new DomainError("NOT_FOUND", `We have no ${thing} at this address.`);
}

/** One field per entry; the message repeats the first so that a program without a form can show something. */
export function invalidInput(fields: FieldErrors): DomainError {
  return new DomainError("INVALID_INPUT", Object.values(fields)[0] ?? "Some of this does not fit.", { fields });
}
