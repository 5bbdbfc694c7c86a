"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { CouldNotLoad } from "@/components/list-faces";
import { Button } from "@/components/ui/button";
import { FRAME_WORDS as W } from "./words";

const LOOK_EVERY_MS = 5_000;

/** The whole page when not even the person could be read. Looks again by itself and gives way to the page. */
export function ServerAway({ message }: { message: string }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => document.hidden || router.refresh(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [router]);
  return (
    <main className="grid min-h-dvh place-items-center">
      <h1 className="sr-only">{message}</h1>
      <CouldNotLoad title={message} action={<Button onClick={() => router.refresh()}>{W.tryNow}</Button>}>
        {W.awayText(LOOK_EVERY_MS / 1000)}
      </CouldNotLoad>
    </main>
  );
}
