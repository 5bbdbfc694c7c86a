import { type ReactNode, useState } from "react";
import { classes } from "../../classes.ts";
import { Block } from "../../parts/block.tsx";

export type AccordionBlock = { title: string; body: ReactNode };

/** Blocks of a settings tab; opening one closes the other, and saving leaves it open. */
export function Accordion({ blocks, head, openAt }: { blocks: AccordionBlock[]; head?: ReactNode; openAt?: number }) {
  const [open, setOpen] = useState<number | undefined>(openAt);
  return (
    <div className={classes.section}>
      <div>
        {head}
        {blocks.map(({ title, body }, index) => (
          <Block
            key={`${index} ${title}`}
            title={title}
            isOpen={open === index}
            onToggle={() => setOpen(open === index ? undefined : index)}
          >
            {body}
          </Block>
        ))}
      </div>
    </div>
  );
}
