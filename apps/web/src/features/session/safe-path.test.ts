import { expect, it } from "vitest";
import { safePath } from "./safe-path";

it.each([
  ["/jobs?view=running", "/jobs?view=running"],
  ["//evil.example/x", "/"],
  ["/\\evil.example", "/"],
  ["https://evil.example", "/"],
  ["javascript:alert(1)", "/"],
  ["/sign-in?next=/jobs", "/"],
  ["/api/trpc/x", "/"],
])("after signing in, %s leads to %s", (next, path) => expect(safePath(next)).toBe(path));

it("leads to the overview when nothing, or two things, were asked for", () => {
  expect(safePath(undefined)).toBe("/");
  expect(safePath(["/jobs", "/x"])).toBe("/");
});
