import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { contentSecurityPolicy, SONNER_STYLE } from "./content-security-policy";

const policy = contentSecurityPolicy({ nonce: "bm9uY2U=", mode: "production" });
const directives = new Map(policy.split("; ").map((one) => [one.split(" ")[0], one.split(" ").slice(1)]));

test("scripts and style elements need the nonce of their answer", () => {
  expect(directives.get("script-src")).toEqual(["'nonce-bm9uY2U='", "'strict-dynamic'"]);
  expect(directives.get("style-src")).toContain("'nonce-bm9uY2U='");
  expect(policy).not.toContain("unsafe-eval");
  expect(policy.match(/[a-z-]+ 'unsafe-inline'/g)).toEqual(["style-src-attr 'unsafe-inline'"]);
});

test("nothing frames us, nothing is embedded, no base and no form leads elsewhere", () => {
  for (const name of ["object-src", "base-uri", "frame-ancestors"]) expect(directives.get(name)).toEqual(["'none'"]);
  expect(directives.get("form-action")).toEqual(["'self'"]);
});

test("the one style element without a nonce is sonner's, as it is in the installed version", () => {
  const code = readFileSync(
    createRequire(import.meta.url)
      .resolve("sonner")
      .replace(/\.js$/, ".mjs"),
    "utf8",
  );
  const [, literal = '""'] = /__insertCSS\(("(?:[^"\\]|\\.)*")\)/.exec(code) ?? [];
  const hash = createHash("sha256")
    .update(JSON.parse(literal) as string)
    .digest("base64");
  expect(SONNER_STYLE).toBe(`'sha256-${hash}'`);
});
