"use client";
import { CouldNotLoad } from "@/components/list-faces";
import { Button } from "@/components/ui/button";
import { BROKEN_WORDS as W } from "./words";

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="grid min-h-[70dvh] place-items-center">
      <h1 className="sr-only">{W.title}</h1>
      <CouldNotLoad title={W.title} action={<Button onClick={reset}>{W.again}</Button>}>
        {error.digest ? W.textWith(error.digest) : W.text}
      </CouldNotLoad>
    </main>
  );
}
