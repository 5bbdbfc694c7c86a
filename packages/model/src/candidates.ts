import { normaliseName } from "./names.ts";

/** A restaurant at the portal that could be the one a job is about; `AMBIGUOUS_MATCH` names them in `about.candidates`. */
export type Candidate = { upstreamId: string; name: string; subdomain: string; address: string };

const FACTS = ["name", "subdomain", "address"] as const;
export type CandidateFact = (typeof FACTS)[number];

const BETWEEN = " · ";

/** One line for `about`, which holds plain texts only. */
export function candidateLine({ name, subdomain, address, upstreamId }: Candidate): string {
  return [name, subdomain, address, upstreamId].map((part) => part.replaceAll("·", " ")).join(BETWEEN);
}

/** The same, read back; undefined for a line that is not one of ours. */
export function readCandidateLine(line: string): Candidate | undefined {
  const [name, subdomain, address, upstreamId, ...more] = line.split(BETWEEN);
  if (!name || subdomain === undefined || address === undefined || !upstreamId || more.length > 0) return undefined;
  return { name, subdomain, address, upstreamId };
}

/** Which facts of a request a candidate shares, spelling aside. A fact the request does not name is left out. */
export function compareCandidate(
  candidate: Candidate,
  asked: Readonly<Record<string, unknown>>,
): { fact: CandidateFact; isSame: boolean }[] {
  return FACTS.flatMap((fact) => {
    const wanted = asked[fact];
    if (typeof wanted !== "string" || wanted === "") return [];
    return [{ fact, isSame: normaliseName(wanted) === normaliseName(candidate[fact]) }];
  });
}
