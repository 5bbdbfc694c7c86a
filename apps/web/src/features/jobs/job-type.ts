import { findDefinition } from "@pumpd/automations/definitions";

/** Where the definitions are loaded anyway; the rest of the pages asks `useJobTitle`. */
export function jobTitle(type: string): string {
  return findDefinition(type)?.words.title ?? type;
}

export function stepTitle(type: string, step: string): string {
  const steps: Readonly<Record<string, { title: string }>> = findDefinition(type)?.steps ?? {};
  return steps[step]?.title ?? step;
}
