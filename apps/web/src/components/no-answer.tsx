"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { problemOf } from "@/lib/problem";
import { CouldNotLoad } from "./list-faces";
import { Button } from "./ui/button";

const WORDS = {
  title: "No answer from our server",
  text: "Jobs keep running without this page. We try again by ourselves.",
  tryNow: "Try now",
} as const;

/** The fourth face of anything that is fetched. It goes away by itself when the next look is answered. */
export function NoAnswer({ error, onRetry }: { error: unknown; onRetry: () => unknown }) {
  const router = useRouter();
  const problem = problemOf(error);
  const isSignedOut = problem.kind === "signed_out";
  useEffect(() => {
    if (isSignedOut) router.push(`/sign-in?next=${encodeURIComponent(window.location.pathname)}`);
  }, [isSignedOut, router]);
  return (
    <CouldNotLoad
      title={problem.message || WORDS.title}
      action={<Button onClick={() => void onRetry()}>{WORDS.tryNow}</Button>}
    >
      {problem.kind === "no_answer" ? WORDS.text : null}
    </CouldNotLoad>
  );
}
