import { FAILURE_CODES, type FailureCode } from "@pumpd/model";
import { FAILURE_WORDS } from "@pumpd/model/words";
import type { JobRow } from "@/features/answers";

/** What a step or a picture was labelled with, in words: a failure's code becomes its headline, anything else stays. */
export function sayFailure(label: string | null, failure: JobRow["failure"]): string | null {
  if (label === null || !isCode(label)) return label;
  return FAILURE_WORDS[label].headline(failure?.code === label ? failure.about : {});
}

function isCode(label: string): label is FailureCode {
  return (FAILURE_CODES as string[]).includes(label);
}
