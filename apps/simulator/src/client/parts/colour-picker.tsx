import { useRef, useState } from "react";
import { classes } from "../classes.ts";
import { useOutside } from "./outside.ts";

/** A swatch that opens a picker with one input, the hex value. The open picker floats over what is below it. */
export function ColourPicker({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState(value);
  const wrapper = useRef<HTMLDivElement>(null);
  useOutside(wrapper, isOpen, () => setOpen(false));
  const toggle = () => {
    setTyped(value);
    setOpen(!isOpen);
  };
  const type = (text: string) => {
    setTyped(text);
    const hex = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(text.trim())?.[1];
    if (hex) onChange(`#${hex.toLowerCase()}`);
  };
  return (
    <div ref={wrapper} className="colour">
      <div className={classes.swatchWrapper}>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the observed swatch answers clicks only */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: as above */}
        <div className="swatch" style={{ background: value }} onClick={toggle} />
      </div>
      {isOpen && (
        <div className={classes.swatchDrop}>
          <div>
            <div className="saturation" style={{ background: value }} />
            <div>
              <div className="flexbox-fix sliders" />
              <div>
                <div className="flexbox-fix">
                  <div>
                    <div>
                      <input value={typed} spellCheck={false} onChange={(event) => type(event.target.value)} />
                    </div>
                  </div>
                </div>
              </div>
            </div>
          </div>
        </div>
      )}
    </div>
  );
}
