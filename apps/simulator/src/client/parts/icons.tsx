/** The pencil every menu, category and dish row carries; found by the beginning of its path. */
export function Pencil() {
  return (
    <svg width="15" height="15" viewBox="0 0 576 512" aria-hidden="true">
      <path
        fill="currentColor"
        d="M402.6 83.2l90.2 90.2c3.8 3.8 3.8 10 0 13.8L274.4 405.6l-92.8 10.3c-12.4 1.4-22.9-9.1-21.5-21.5l10.3-92.8L388.8 83.2c3.8-3.8 10-3.8 13.8 0zM384 346.2V448H64V128h230l40-40H48a48 48 0 0 0-48 48v328a48 48 0 0 0 48 48h352a48 48 0 0 0 48-48V306z"
      />
    </svg>
  );
}

export function Arrow({ isOpen }: { isOpen: boolean }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <path d={isOpen ? "M3 6l5 5 5-5" : "M6 3l5 5-5 5"} fill="none" stroke="currentColor" strokeWidth="1.8" />
    </svg>
  );
}
