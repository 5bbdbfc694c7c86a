"use client";
import { Globe } from "lucide-react";
import { useEffect, useState } from "react";
import { useNow } from "@/lib/clock";
import { cn } from "@/lib/cn";
import { ageWords } from "@/lib/time";
import { SESSION_WORDS as W } from "./words";

const LOOK_EVERY_MS = 15_000;

/** Says only that our own server answers: nobody has signed in yet. */
export function ServerAnswers() {
  const [look, setLook] = useState<{ isAnswering: boolean; atMs: number }>();
  const now = useNow();

  useEffect(() => {
    async function lookNow() {
      if (document.hidden) return;
      const answer = await fetch("/api/health", { cache: "no-store" }).catch(() => undefined);
      setLook({ isAnswering: answer?.ok ?? false, atMs: Date.now() });
    }
    void lookNow();
    const timer = setInterval(() => void lookNow(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);

  if (!look) return <p className="h-4" />;
  return (
    <p className="flex items-center gap-2 text-12 text-ink-3">
      <Globe aria-hidden className={cn("!size-3.5", look.isAnswering ? "text-seen" : "text-bell")} />
      {look.isAnswering ? W.answers : W.away} {W.looked(ageWords(now - look.atMs))}
    </p>
  );
}
