"use client";

/** When not even the frame could be drawn: no styles, no scripts of ours, one sentence and one way on. */
export default function GlobalError({ reset }: { reset: () => void }) {
  return (
    <html lang="en-NZ">
      <body>
        <h1>This page could not be drawn</h1>
        <p>It is our bug, and it is written down. Jobs keep running without this page.</p>
        <button type="button" onClick={reset}>
          Draw it again
        </button>
      </body>
    </html>
  );
}
