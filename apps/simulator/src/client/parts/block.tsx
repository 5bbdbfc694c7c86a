import type { ReactNode } from "react";
import { classes, join } from "../classes.ts";
import { Chevron } from "./searchable-select.tsx";

type Props = { title: string; isOpen: boolean; onToggle: () => void; children: ReactNode };

/** One block of the settings accordion; its body exists only while it is open. */
export function Block({ title, isOpen, onToggle, children }: Props) {
  return (
    <div className={join(classes.block, isOpen && classes.blockOpen)}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the observed header answers clicks only */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: as above */}
      <div className="block-header" onClick={onToggle}>
        <span>{title}</span>
        <Chevron size={14} />
      </div>
      {isOpen && <div className={classes.blockContent}>{children}</div>}
    </div>
  );
}
