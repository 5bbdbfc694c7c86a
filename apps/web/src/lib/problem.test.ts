import { describe, expect, it } from "vitest";
import { problemOf, problemWords } from "./problem";

const answered = (code: string, httpStatus: number, message: string, fields = {}) =>
  Object.assign(new Error(message), { data: { code, httpStatus, fields } });

describe("a request that went wrong", () => {
  it("is no answer when nobody answered, and the browser's own words are not shown", () => {
    const error = new TypeError("Failed to fetch");
    expect(problemOf(error)).toEqual({ kind: "no_answer", message: "", fields: {} });
    expect(problemWords(error, "Nothing was saved.")).toBe(
      "No answer from our server. Nothing was saved. Try again in a moment.",
    );
  });

  it("is no answer when our own side is away, in our server's words", () => {
    const error = answered("SERVICE_UNAVAILABLE", 503, "Our database does not answer.");
    expect(problemOf(error)).toMatchObject({ kind: "no_answer", message: "Our database does not answer." });
  });

  it("is a refusal with its fields when the request could not be done", () => {
    const error = answered("BAD_REQUEST", 400, "Name is empty", { name: "Name is empty", odd: 3 });
    expect(problemOf(error)).toEqual({ kind: "refused", message: "Name is empty", fields: { name: "Name is empty" } });
  });

  it.each([
    ["UNAUTHORIZED", 401, "signed_out"],
    ["FORBIDDEN", 403, "forbidden"],
    ["NOT_FOUND", 404, "not_found"],
  ] as const)("%s is %s", (code, status, kind) => {
    expect(problemOf(answered(code, status, "x")).kind).toBe(kind);
  });
});
