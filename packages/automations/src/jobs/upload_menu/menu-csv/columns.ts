/** The portal's columns, in its own order (flows reference, section 3.1). */
export const BASE_COLUMNS = [
  "menuID",
  "menuName",
  "menuDisplayName",
  "menuDescription",
  "categoryID",
  "categoryName",
  "categoryDisplayName",
  "categoryDescription",
  "dishID",
  "dishName",
  "dishPrice",
  "dishType",
  "dishDescription",
  "displayName",
  "printName",
  "tags",
] as const;
const CDN_COLUMNS = ["isCDNImage", "imageCDNID", "imageCDNFilename", "imageExternalURL"] as const;

export const VARIANTS = {
  "no-images": BASE_COLUMNS,
  "image-url": [...BASE_COLUMNS, "imageURL"],
  cdn: [...BASE_COLUMNS, ...CDN_COLUMNS],
} as const satisfies Record<string, readonly string[]>;

export type Variant = keyof typeof VARIANTS;
export type Column = (typeof VARIANTS)[Variant][number];

const KNOWN = new Map<string, Column>(
  [...VARIANTS["image-url"], ...VARIANTS.cdn].map((column) => [looseName(column), column]),
);

function looseName(header: string): string {
  return header.toLowerCase().replace(/[\s_-]/g, "");
}

/** The column a header cell means; case, spaces and underscores do not count. */
export function findColumn(header: string): Column | undefined {
  return KNOWN.get(looseName(header));
}

export type HeaderProblem = { at: number; header: string; reason: string };
export type Header =
  | { kind: "known"; variant: Variant; columns: readonly Column[] }
  | { kind: "wrong"; problems: HeaderProblem[] };

/** Columns may stand in any order, but it must be one of the three sets, whole: a missing column is data we would lose. */
export function readHeader(cells: readonly string[]): Header {
  const problems: HeaderProblem[] = [];
  const columns: Column[] = [];
  for (const [at, header] of cells.entries()) {
    const column = findColumn(header);
    if (!column)
      problems.push({ at, header, reason: header.trim() ? "This column is not known." : "This column has no name." });
    else if (columns.includes(column)) problems.push({ at, header, reason: `${column} is there twice.` });
    else columns.push(column);
  }
  const variant = variantOf(columns);
  for (const missing of VARIANTS[variant].filter((column) => !columns.includes(column))) {
    problems.push({ at: cells.length, header: missing, reason: `The column ${missing} is missing.` });
  }
  for (const extra of columns.filter((column) => !(VARIANTS[variant] as readonly Column[]).includes(column))) {
    problems.push({
      at: columns.indexOf(extra),
      header: extra,
      reason: `${extra} does not go with the other image columns.`,
    });
  }
  return problems.length > 0 ? { kind: "wrong", problems } : { kind: "known", variant, columns };
}

function variantOf(columns: readonly Column[]): Variant {
  if (columns.some((column) => (CDN_COLUMNS as readonly string[]).includes(column))) return "cdn";
  return columns.includes("imageURL") ? "image-url" : "no-images";
}
