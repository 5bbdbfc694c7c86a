/** Single letters belong to whoever types, to an open dialog, menu or list of choices, and to the browser's own shortcuts. */
export function isFree(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.metaKey || event.ctrlKey || event.altKey) return false;
  if (document.querySelector("[role=dialog], [role=menu], [role=listbox]")) return false;
  const target = event.target;
  return !(
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input:not([type=checkbox]), textarea, select"))
  );
}
