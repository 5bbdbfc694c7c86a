/** Two resellers' portals of the same product, told apart by host name only. */
export const bases = ["simulator.localhost", "ozorders.localhost"] as const;

export type Place =
  | { kind: "admin"; base: string }
  | { kind: "store"; base: string; subdomain: string }
  | { kind: "other" };

export function placeOf(hostHeader: string | undefined): Place {
  const host = (hostHeader ?? "").replace(/:\d+$/, "").toLowerCase();
  for (const base of bases) {
    if (host === `admin.${base}`) return { kind: "admin", base };
    if (host.endsWith(`.${base}`)) return { kind: "store", base, subdomain: host.slice(0, -base.length - 1) };
  }
  return { kind: "other" };
}

export function portSuffix(hostHeader: string | undefined): string {
  return /:\d+$/.exec(hostHeader ?? "")?.[0] ?? "";
}

export function isLoopback(address: string | undefined): boolean {
  if (address === undefined) return false;
  const plain = address.replace(/^::ffff:/i, "");
  return plain === "::1" || /^127\.\d+\.\d+\.\d+$/.test(plain);
}
