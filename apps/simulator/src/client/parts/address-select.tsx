import { useEffect, useRef, useState } from "react";
import { call } from "../api.ts";
import { classes } from "../classes.ts";
import { useOutside } from "./outside.ts";

export type Place = { placeId: string; text: string };
type Suggestion = { id: string; text: string };

const typingPauseMs = 250;

/** Suggestions come from the map provider; what was typed counts for nothing until one is picked. */
export function AddressSelect({
  value,
  source,
  onChange,
}: {
  value: Place | null;
  source: string;
  onChange: (place: Place | null) => void;
}) {
  const [text, setText] = useState(value?.text ?? "");
  const [isOpen, setOpen] = useState(false);
  const [found, setFound] = useState<Suggestion[] | "loading">([]);
  const wrapper = useRef<HTMLDivElement>(null);
  useOutside(wrapper, isOpen, () => setOpen(false));

  useEffect(() => {
    if (!isOpen || text.trim().length < 3) return;
    let isCurrent = true;
    setFound("loading");
    const timer = setTimeout(async () => {
      const query = new URLSearchParams({ q: text, source });
      const answer = await call<{ suggestions: Suggestion[] }>("GET", `/api/address-suggestions?${query}`).catch(
        () => undefined,
      );
      if (isCurrent) setFound(answer?.suggestions ?? []);
    }, typingPauseMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [text, source, isOpen]);

  const type = (typed: string) => {
    setText(typed);
    setOpen(true);
    onChange(null);
  };
  const pick = ({ id, text: picked }: Suggestion) => {
    setText(picked);
    setOpen(false);
    onChange({ placeId: id, text: picked });
  };
  const isShown = isOpen && text.trim().length >= 3 && (found === "loading" || found.length > 0);
  return (
    <div ref={wrapper} className="async">
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the input inside takes the keyboard */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: as above */}
      <div className={classes.asyncInner} onClick={(event) => event.currentTarget.querySelector("input")?.focus()}>
        <input
          type="text"
          value={text}
          placeholder="Start typing an address"
          onChange={(event) => type(event.target.value)}
        />
      </div>
      {isShown && (
        <div className={classes.asyncDropdown}>
          {found === "loading" ? (
            <div>Loading...</div>
          ) : (
            found.map((suggestion) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the observed options answer clicks only
              // biome-ignore lint/a11y/noStaticElementInteractions: as above
              <div key={suggestion.id} className={classes.asyncOption} onClick={() => pick(suggestion)}>
                {suggestion.text}
              </div>
            ))
          )}
        </div>
      )}
    </div>
  );
}
