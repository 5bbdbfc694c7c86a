import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { faultKinds } from "../src/faults/kinds.ts";
import { endpoints } from "../src/portal/endpoints.ts";

/** Page objects and chaos runs are written from the README, so it must not lie. */
const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8").replace(/ {2,}/g, " ");

test("the README lists every endpoint with its effect, and no other", () => {
  const rows = [
    ...readme.matchAll(/^\| `(GET|POST|PUT|DELETE) (\/(?:api|upload)[^`]*)` \|.*?\| (?:`([a-z.-]+)` )?\|$/gm),
  ];
  const told = rows.map(([, method, path, effect]) => `${method} ${path} ${effect ?? ""}`.trim());
  const real = endpoints.map(({ method, path, effect }) => `${method} ${path} ${effect ?? ""}`.trim());
  expect(told.sort()).toEqual(real.sort());
});

test("the README lists every fault kind with its place, meaning and parameters", () => {
  for (const [kind, { meaning, route, params }] of Object.entries(faultKinds)) {
    const row = readme.split("\n").find((line) => line.startsWith(`| \`${kind}\` |`)) ?? "";
    expect(row).toContain(meaning);
    expect(row).toContain(`\`${route}\``);
    for (const name of Object.keys(params.shape)) expect(row).toContain(`\`${name}\``);
  }
});
