/** Our mark: a docket with a tick. Brand is the colour of acting, never the green of having looked. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 20 22" width="20" height="22" aria-hidden="true" className={className}>
      <path
        d="M1 1.5A1.5 1.5 0 0 1 2.500 0h15A1.500 1.500 0 0 1 19 1.500V22l-3-2.600L13 22l-3-2.600L7 22l-3-2.600L1 22Z"
        fill="var(--act)"
      />
      <path
        d="m5.800 9.600 3 3 5.600-6"
        fill="none"
        stroke="var(--on-act)"
        strokeWidth="2.100"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
