/** Rows are links marked `data-row`; whichever list is on the page, keys go through them in the order they stand there. */
function rowsHere(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("main [data-row]")].filter((row) => row.offsetParent !== null);
}

/** The row after (1) or before (-1) the one that has the focus; the first or the last when none has. */
export function focusRow(by: 1 | -1): void {
  const rows = rowsHere();
  const at = rows.findIndex((row) => row.matches(":focus"));
  const next = at < 0 ? rows.at(by === 1 ? 0 : -1) : rows[at + by];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

/** The search of the list on the page. False when there is none. */
export function focusSearch(): boolean {
  const search = [...document.querySelectorAll<HTMLInputElement>("main input[type=search]")].find(
    (input) => input.offsetParent !== null,
  );
  search?.focus();
  search?.select();
  return search !== undefined;
}
