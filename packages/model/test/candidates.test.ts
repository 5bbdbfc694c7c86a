import { describe, expect, it } from "vitest";
import { type Candidate, candidateLine, compareCandidate, readCandidateLine } from "../src/candidates.ts";

const mahina: Candidate = {
  upstreamId: "RESq7Lw0d0Xk",
  name: "Mahinas Noodle Room",
  subdomain: "mahina-noodles",
  address: "3 Example Lane, Rotorua 3010",
};

describe("a restaurant that could be the one", () => {
  it("comes out of its line as it went in", () => {
    expect(readCandidateLine(candidateLine(mahina))).toEqual(mahina);
  });
  it("cannot be forged by a name that holds the separator", () => {
    const odd = { ...mahina, name: "Soup · RESother" };
    expect(readCandidateLine(candidateLine(odd))?.upstreamId).toBe(mahina.upstreamId);
  });
  it("is nothing when the line is not one of ours", () => {
    expect(readCandidateLine("Mahinas Noodle Room")).toBeUndefined();
  });
  it("says which facts are the same, and leaves out what was not asked for", () => {
    expect(
      compareCandidate(mahina, {
        name: "Māhina’s Noodle Room",
        subdomain: "mahina",
        address: mahina.address,
        phone: "",
      }),
    ).toEqual([
      { fact: "name", isSame: false },
      { fact: "subdomain", isSame: false },
      { fact: "address", isSame: true },
    ]);
  });
});
