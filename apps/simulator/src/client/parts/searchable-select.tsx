import { useRef, useState } from "react";
import { classes, join } from "../classes.ts";
import type { PlainChoice } from "./form.tsx";
import { useOutside } from "./outside.ts";

type Props = { value: string; choices: PlainChoice[]; onChange: (value: string) => void; placeholder?: string };

/** A click opens it and focuses the search; typing filters; a click on an option chooses. */
export function SearchableSelect({ value, choices, onChange, placeholder = "Select..." }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [search, setSearch] = useState("");
  const wrapper = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const close = () => {
    setOpen(false);
    setSearch("");
  };
  useOutside(wrapper, isOpen, close);
  const open = () => {
    setOpen(true);
    input.current?.focus();
  };
  const wanted = search.toLowerCase();
  const found = choices.filter((choice) => choice.text.toLowerCase().includes(wanted));
  const chosen = choices.find((choice) => choice.value === value)?.text ?? "";
  return (
    <div ref={wrapper} className={join(classes.select, isOpen ? classes.selectOpen : classes.selectClosed)}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the search input inside takes the keyboard */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: as above */}
      <div className={classes.selectInner} onClick={open}>
        <input
          ref={input}
          type="text"
          value={isOpen ? search : chosen}
          placeholder={isOpen && chosen ? chosen : placeholder}
          onFocus={() => setOpen(true)}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      <div className={classes.selectIcon}>
        <Chevron />
      </div>
      {isOpen && (
        <div className={classes.selectDropdown}>
          {found.map((choice) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the observed options answer clicks only
            // biome-ignore lint/a11y/noStaticElementInteractions: as above
            <div
              key={choice.value}
              className={classes.selectOption}
              onClick={() => {
                onChange(choice.value);
                close();
              }}
            >
              {choice.text}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

export function Chevron({ size = 12 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 12 12" aria-hidden="true">
      <path d="M2 4l4 4 4-4" fill="none" stroke="currentColor" strokeWidth="1.6" />
    </svg>
  );
}
