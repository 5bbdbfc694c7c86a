import type { ReactNode } from "react";

export function Shown({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section className="min-w-0">
      <h2 className="mb-2.5 text-12 font-heading text-ink-3">{name}</h2>
      {children}
    </section>
  );
}
