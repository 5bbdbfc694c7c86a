"use client";
import { CouldNotLoad } from "@/components/list-faces";
import { Button } from "@/components/ui/button";

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="grid min-h-[70dvh] place-items-center">
      <h1 className="sr-only">This page could not be drawn</h1>
      <CouldNotLoad title="This page could not be drawn" action={<Button onClick={reset}>Draw it again</Button>}>
        It is our bug, and it is written down{error.digest ? ` as ${error.digest}` : ""}. Jobs keep running without this
        page.
      </CouldNotLoad>
    </main>
  );
}
