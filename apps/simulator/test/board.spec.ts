import { expect, test } from "vitest";
import { FaultBoard, routeMatcher, type Sighting } from "../src/faults/board.ts";

const seen = (method: string, path: string, more: Partial<Sighting> = {}): Sighting => ({
  method,
  path,
  isDocument: false,
  isReusedConnection: false,
  ...more,
});

test.each([
  ["POST /api/restaurants", seen("POST", "/api/restaurants"), true],
  ["POST /api/restaurants", seen("GET", "/api/restaurants"), false],
  ["POST /api/restaurants", seen("POST", "/api/restaurants/RES1/tags"), false],
  ["/api/restaurants/:id/menus", seen("GET", "/api/restaurants/RES1/menus"), true],
  ["/api/restaurants/:id/menus", seen("GET", "/api/restaurants/RES1/menus/import"), false],
  ["write:/api/*", seen("PUT", "/api/restaurants/RES1/settings"), true],
  ["write:/api/*", seen("POST", "/api/session"), false],
  ["GET document:*", seen("GET", "/login", { isDocument: true }), true],
  ["GET document:*", seen("GET", "/assets/app.js"), false],
  ["*", seen("DELETE", "/anything"), true],
])("route %s on %o matches: %s", (route, sighting, isMatch) => {
  expect(routeMatcher(route)(sighting)).toBe(isMatch);
});

function pattern(fault: object, hits: number, more: Partial<Sighting> = {}): string {
  const board = new FaultBoard();
  board.add({ kind: "status", ...fault });
  return Array.from({ length: hits }, () => (board.fire(seen("GET", "/api/x", more)).has("status") ? "x" : ".")).join(
    "",
  );
}

test("a fault fires always, on the n-th hit, a number of times, or both", () => {
  expect(pattern({}, 4)).toBe("xxxx");
  expect(pattern({ nth: 2 }, 4)).toBe(".x..");
  expect(pattern({ times: 2 }, 4)).toBe("xx..");
  expect(pattern({ nth: 2, times: 2 }, 5)).toBe(".xx..");
});

test("probability is seeded: the same seed gives the same hits, another seed others", () => {
  const first = pattern({ probability: 0.5, seed: 7 }, 40);
  expect(pattern({ probability: 0.5, seed: 7 }, 40)).toBe(first);
  expect(pattern({ probability: 0.5, seed: 8 }, 40)).not.toBe(first);
  expect(first.split("x").length - 1).toBeGreaterThan(10);
});

test("onlyReused leaves the first request of a connection alone", () => {
  expect(pattern({ onlyReused: true }, 2)).toBe("..");
  expect(pattern({ onlyReused: true }, 2, { isReusedConnection: true })).toBe("xx");
});

test("an unknown kind or a parameter out of range is refused", () => {
  const board = new FaultBoard();
  expect(() => board.add({ kind: "no-such" })).toThrow();
  expect(() => board.add({ kind: "status", status: 99 })).toThrow();
});
