"use client";
import { type ComponentProps, useRef } from "react";
import { cn } from "@/lib/cn";

type CodeEditorProps = Omit<ComponentProps<"textarea">, "value" | "className"> & { value: string };

/** A plain field for code: one typeface, no wrapping, numbered lines. Tab leaves it, as anywhere else. */
export function CodeEditor({ value, ...rest }: CodeEditorProps) {
  const numbers = useRef<HTMLPreElement>(null);
  const lines = value.split("\n").length;
  return (
    <div
      className={cn(
        "voice-machine flex h-64 overflow-hidden rounded-control border border-control bg-card text-13",
        "has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-1 has-[:focus-visible]:outline-ring",
        "has-[:disabled]:bg-well has-[[aria-invalid=true]]:border-fail-solid",
      )}
    >
      <div aria-hidden className="shrink-0 overflow-hidden border-r border-line bg-well">
        <pre ref={numbers} className="px-2 py-2 text-right text-ink-3 select-none">
          {Array.from({ length: lines }, (_, at) => at + 1).join("\n")}
        </pre>
      </div>
      <textarea
        className="min-w-0 flex-1 resize-none overflow-auto bg-transparent px-3 py-2 whitespace-pre outline-none"
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        wrap="off"
        value={value}
        onScroll={(event) => {
          if (numbers.current) numbers.current.style.transform = `translateY(-${event.currentTarget.scrollTop}px)`;
        }}
        {...rest}
      />
    </div>
  );
}
