import { useEffect } from "react";

export function PlainPage({ title, onReady }: { title: string; onReady?: () => void }) {
  useEffect(() => onReady?.(), []);
  return (
    <>
      <div className="page-head">
        <h1>{title}</h1>
      </div>
      <p className="empty">There is nothing to show here yet.</p>
    </>
  );
}
