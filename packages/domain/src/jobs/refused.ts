import type { PreflightCheck } from "@pumpd/automations/define";

export type RefusalKind = "not_found" | "unknown_type" | "invalid_input" | "blocked" | "not_now";

/**
 * A verb said no for a reason the caller can show. `fields` are dotted paths of the input with one sentence each;
 * `checks` is the whole pre-flight list, of which at least one blocks.
 */
export class Refused extends Error {
  readonly kind: RefusalKind;
  readonly fields: Readonly<Record<string, string>>;
  readonly checks: readonly PreflightCheck[];

  constructor(
    kind: RefusalKind,
    message: string,
    detail: { fields?: Readonly<Record<string, string>>; checks?: readonly PreflightCheck[] } = {},
  ) {
    super(message);
    this.name = "Refused";
    this.kind = kind;
    this.fields = detail.fields ?? {};
    this.checks = detail.checks ?? [];
  }
}
