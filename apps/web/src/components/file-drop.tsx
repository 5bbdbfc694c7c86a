"use client";
import { Upload } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/cn";

type FileDropProps = {
  /** what the button says */
  choose: string;
  /** beside the button: what may be dropped here */
  children?: ReactNode;
  accept: string;
  disabled?: boolean;
  /** of the input, for its label and messages */
  id?: string;
  label: string;
  describedBy?: string;
  isWrong?: boolean;
  onFile: (file: File) => void;
  className?: string;
};

/** A place to drop one file on, and a button for those who have no pointer to drag with. */
export function FileDrop({
  choose,
  children,
  accept,
  disabled,
  id,
  label,
  describedBy,
  isWrong,
  onFile,
  className,
}: FileDropProps) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const take = (file: File | undefined) => {
    if (file && !disabled) onFile(file);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the button inside does the same
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        take(event.dataTransfer.files[0]);
      }}
      className={cn(
        "flex items-center gap-x-4 gap-y-2 max-desk:flex-col max-desk:items-start rounded-card border border-dashed border-control bg-well px-4 py-3.5 transition-colors duration-120",
        isOver && "border-act bg-move-soft",
        className,
      )}
    >
      <input
        ref={input}
        id={id}
        type="file"
        accept={accept}
        disabled={disabled}
        aria-label={label}
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          take(event.target.files?.[0]);
          event.target.value = ""; // so that the same file can be chosen again after it was changed
        }}
      />
      <Button
        disabled={disabled}
        aria-describedby={describedBy}
        data-wrong={isWrong || undefined}
        onClick={() => input.current?.click()}
      >
        <Upload aria-hidden />
        {choose}
      </Button>
      {children ? <div className="min-w-0 flex-1 text-13 text-ink-2">{children}</div> : null}
    </div>
  );
}
