"use client";
import { useId } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { Label } from "@/components/ui/label";
import { Switch } from "@/components/ui/switch";
import { setLetters, useLetters } from "./letters";
import { KEY_GROUPS, KEYS_WORDS as W } from "./words";

/** Every key there is, and the switch for people whom single keys get in the way. */
export default function KeysSheet({ onClose }: { onClose: () => void }) {
  const switchId = useId();
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={W.title}
      description={W.lead}
      className="desk:top-[6dvh] desk:w-[min(820px,calc(100vw-48px))]"
      footer={
        <>
          <Switch id={switchId} checked={useLetters()} onCheckedChange={setLetters} />
          <Label htmlFor={switchId}>{W.letters}</Label>
          <span className="text-12 text-ink-3">{W.lettersNote}</span>
        </>
      }
    >
      <div className="gap-8 space-y-5 desk:columns-2">
        {KEY_GROUPS.map((group) => (
          <section key={group.title} aria-label={group.title} className="break-inside-avoid">
            <h3 className="mb-1.5 text-13 font-heading">{group.title}</h3>
            <dl className="space-y-1.5 text-13">
              {group.lines.map((line) => (
                <div key={line.does} className="grid grid-cols-[124px_minmax(0,1fr)] gap-3">
                  <dt className="flex items-start gap-1.5">
                    <span className="sr-only">{line.keys.join(", ")}</span>
                    {line.keys.map((key) => (
                      <Kbd key={key} className="touch:grid">
                        {key}
                      </Kbd>
                    ))}
                  </dt>
                  <dd className="text-ink-2">{line.does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
