"use client";
import { PLAIN_BUTTON, PlainPage } from "@/components/plain-page";
import { BROKEN_WORDS as W } from "./words";

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <PlainPage
      title={W.title}
      action={
        <button type="button" className={PLAIN_BUTTON} onClick={reset}>
          {W.again}
        </button>
      }
    >
      {error.digest ? W.textWith(error.digest) : W.text}
    </PlainPage>
  );
}
