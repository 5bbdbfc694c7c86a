"use client";
import { BROKEN_WORDS as W } from "./words";

/** When not even the frame could be drawn: no styles, no scripts of ours, one sentence and one way on. */
export default function GlobalError({ reset }: { reset: () => void }) {
  return (
    <html lang="en-NZ">
      <body>
        <h1>{W.title}</h1>
        <p>{W.text}</p>
        <button type="button" onClick={reset}>
          {W.again}
        </button>
      </body>
    </html>
  );
}
