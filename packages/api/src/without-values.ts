/**
 * An error for the log without what was in its statement: drizzle puts every parameter into the message, and a parameter
 * may be a token, a hash or a seal. The driver's own error beneath it says what happened.
 */
export function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error) || !("params" in error)) return error;
  const beneath = error.cause instanceof Error ? error.cause : undefined;
  const plain = new Error(beneath?.message ?? "a statement failed");
  plain.stack = beneath?.stack ?? error.stack?.replace(error.message, plain.message);
  if (beneath && "code" in beneath) Object.assign(plain, { code: beneath.code });
  return plain;
}
