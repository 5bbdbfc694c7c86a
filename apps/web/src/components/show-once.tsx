"use client";
import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";

const WORDS = { copy: "Copy", copied: "Copied" } as const;

/** A secret on screen this one time, with a button that copies it. */
export function ShowOnce({ label, secret }: { label: string; secret: string }) {
  const [isCopied, setIsCopied] = useState(false);
  return (
    <div className="flex items-start gap-3 rounded-card border border-line-2 bg-well p-3">
      <output aria-label={label} className="voice-machine min-w-0 flex-1 text-13 break-all select-all">
        {secret}
      </output>
      <Button
        size="row"
        onClick={() => void navigator.clipboard.writeText(secret).then(() => setIsCopied(true))}
        aria-live="polite"
      >
        {isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
        {isCopied ? WORDS.copied : WORDS.copy}
      </Button>
    </div>
  );
}
