import type { Boot, Directive } from "../words.ts";

const text = document.getElementById("boot")?.textContent ?? "{}";
const boot: Boot = { directives: [], latencyMs: {}, ...JSON.parse(text) };

/** What the page was told to misbehave like when it was loaded. */
export const directives: Directive[] = boot.directives;
export const latencyMs: Record<string, number> = boot.latencyMs;

export function directiveMs(kind: string, parameter: string): number {
  const value = directives.find((one) => one.kind === kind)?.[parameter];
  return typeof value === "number" ? value : 0;
}

/** The public store's base: the admin host without its leading "admin.", port included. */
export const storeBase = location.host.replace(/^admin\./, "");

export function storeUrl(subdomain: string): string {
  return `${location.protocol}//${subdomain}.${storeBase}/`;
}
