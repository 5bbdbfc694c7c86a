import { findDefinition } from "@pumpd/automations/definitions";
import type { JobMode } from "@pumpd/model";
import { JOB_WORDS } from "./words";

/** A type this page does not know still has a name to show: its own, as words. */
export function jobTitle(type: string): string {
  const known = findDefinition(type);
  if (known) return known.words.title;
  const words = type.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The same for one job, which may only have looked. */
export function titleOfJob({ type, mode }: { type: string; mode: JobMode }): string {
  return mode === "inspect" ? JOB_WORDS.lookFor(jobTitle(type)) : jobTitle(type);
}

export function stepTitle(type: string, step: string): string {
  const steps: Readonly<Record<string, { title: string }>> = findDefinition(type)?.steps ?? {};
  return steps[step]?.title ?? step;
}
