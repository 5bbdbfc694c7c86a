import { useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import type { Directive } from "../words.ts";
import { listenToApi } from "./api.ts";
import { directives } from "./boot.ts";
import { classes } from "./classes.ts";
import { startDrift } from "./drift.ts";

/** Acts on what the page is told to show beside its work: at load, and later beside any answer. */
export function startFaults(): void {
  const seen = new Set<string>();
  const host = document.createElement("div");
  host.className = "disturbances";
  document.body.append(host);
  let show: (directive: Directive) => void = () => {};
  createRoot(host).render(<Disturbances onListening={(listener) => (show = listener)} />);

  const act = (told: Directive[]) => {
    for (const directive of told) {
      if (directive.kind === "drift") startDrift(directive);
      const isPopup = directive.kind === "notification-popup" || directive.kind === "survey-modal";
      if (!isPopup) continue;
      const isUnwanted = directive.repeat ? document.querySelector(".disturbance") !== null : seen.has(directive.id);
      if (isUnwanted) continue;
      seen.add(directive.id);
      setTimeout(() => show(directive), Number(directive.afterMs ?? 0));
    }
  };
  listenToApi({ onDirectives: act });
  act(directives);
}

function Disturbances({ onListening }: { onListening: (listener: (directive: Directive) => void) => void }) {
  const [shown, setShown] = useState<Directive>();
  useEffect(() => onListening(setShown), []);
  const close = () => setShown(undefined);
  if (shown?.kind === "notification-popup") {
    return (
      <div className="disturbance popup-cover">
        <div className="notification-popup">
          <strong>Never miss an order</strong>
          <p>Allow desktop notifications to hear about new orders.</p>
          <div>
            <button type="button" onClick={close}>
              Not now
            </button>
            <button type="button" onClick={close}>
              Allow
            </button>
          </div>
        </div>
      </div>
    );
  }
  if (shown?.kind === "survey-modal") {
    return (
      <div className="disturbance modal-overlay">
        <div className="modal narrow survey-modal">
          <div className="modal-header">
            <div className="modal-title">How are we doing?</div>
            <button type="button" className={classes.modalClose} aria-label="Close" onClick={close}>
              ×
            </button>
          </div>
          <div className="survey-scale">
            {[1, 2, 3, 4, 5].map((mark) => (
              <button key={mark} type="button" onClick={close}>
                {mark}
              </button>
            ))}
          </div>
        </div>
      </div>
    );
  }
  return null;
}
