"use client";
import type { JobMode } from "@pumpd/model";
import { createContext, type ReactNode, useContext } from "react";
import { JOB_WORDS } from "./words";

/** Each job type and its name, in the order they are offered. */
export type JobTitles = readonly { type: string; title: string }[];

const Context = createContext<JobTitles>([]);

/** The server says them, so that no page loads the definitions and their schemas only for five names. */
export function JobTitlesProvider({ titles, children }: { titles: JobTitles; children: ReactNode }) {
  return <Context value={titles}>{children}</Context>;
}

export const useJobTypes = (): JobTitles => useContext(Context);

/** A type this page does not know still has a name to show: its own, as words. */
export function useJobTitle(): (type: string) => string {
  const titles = useContext(Context);
  return (type) => titles.find((one) => one.type === type)?.title ?? asWords(type);
}

/** The same for one job, which may only have looked. */
export function JobTitle({ of: { type, mode } }: { of: { type: string; mode?: JobMode } }): string {
  const title = useJobTitle()(type);
  return mode === "inspect" ? JOB_WORDS.lookFor(title) : title;
}

function asWords(type: string): string {
  const words = type.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
