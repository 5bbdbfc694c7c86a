import { type ReactNode, useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { classes } from "../classes.ts";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
function shortId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => letters[byte % 64]).join("");
}

type Props = { title: string; id?: string; size?: "narrow" | "wide"; onClose: () => void; children: ReactNode };

/** Covers the page; Escape and the cross close it without saving. */
export function Modal({ children, ...rest }: Props) {
  return (
    <BareModal {...rest}>
      <div className={classes.modalContent}>{children}</div>
    </BareModal>
  );
}

/** The same without its body wrapper: some dialogs put their parts directly below the header. */
export function BareModal({ title, id, size = "wide", onClose, children }: Props) {
  const [ownId] = useState(() => id ?? shortId());
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape") onClose();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  });
  return createPortal(
    <div className="modal-overlay">
      <div id={`${ownId}-content`} className={`modal ${size}`}>
        <div className="modal-header">
          <div className="modal-title">{title}</div>
          <button type="button" className={classes.modalClose} aria-label="Close" onClick={onClose}>
            ×
          </button>
        </div>
        {children}
      </div>
    </div>,
    modalRoot(),
  );
}

/** After the application's own root, which stays the body's first `div`. */
function modalRoot(): HTMLElement {
  const there = document.querySelector<HTMLElement>("body > .modals");
  if (there) return there;
  const made = document.createElement("div");
  made.className = "modals";
  document.body.append(made);
  return made;
}
