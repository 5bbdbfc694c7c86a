import { findDefinition } from "@pumpd/automations/definitions";

/** A type this page does not know still has a name to show: its own, as words. */
export function jobTitle(type: string): string {
  const known = findDefinition(type);
  if (known) return known.words.title;
  const words = type.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function stepTitle(type: string, step: string): string {
  const steps: Readonly<Record<string, { title: string }>> = findDefinition(type)?.steps ?? {};
  return steps[step]?.title ?? step;
}
