const SEPARATOR = "~";

/** The names in a cell of tags. The portal joins them with `~`, and then commas belong to a name; older files with a comma. */
export function splitTags(cell: string): string[] {
  return cell.split(cell.includes(SEPARATOR) ? SEPARATOR : ",");
}

/** What `splitTags` reads back as these names: a single one that holds a comma gets a `~` behind it. */
export function joinTags(names: readonly string[]): string {
  const cell = names.join(SEPARATOR);
  return names.length === 1 && cell.includes(",") ? cell + SEPARATOR : cell;
}
