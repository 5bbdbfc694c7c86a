import { useRef, useState } from "react";
import { createPortal } from "react-dom";
import { call } from "../api.ts";
import { Button } from "./form.tsx";

type Stage = { at: "choose" } | { at: "sending" } | { at: "preview"; url: string } | { at: "failed" };

/** The file host's own dialog, which the portal embeds. */
function UploadDialog({ onClose, onDone }: { onClose: () => void; onDone: (url: string) => void }) {
  const [stage, setStage] = useState<Stage>({ at: "choose" });
  const input = useRef<HTMLInputElement>(null);
  const send = async (file: File | undefined) => {
    if (!file) return;
    setStage({ at: "sending" });
    const form = new FormData();
    form.append("file", file);
    try {
      const { url } = await call<{ url: string }>("POST", "/upload/base/", form);
      setStage({ at: "preview", url });
    } catch {
      setStage({ at: "failed" });
    }
  };
  return createPortal(
    <div className="modal-overlay">
      <div className="uploadcare--dialog">
        <button type="button" className="uploadcare--dialog__close" aria-label="Close" onClick={onClose}>
          ×
        </button>
        <input
          ref={input}
          type="file"
          accept="image/*"
          hidden
          onChange={(event) => {
            void send(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
        {stage.at === "choose" && (
          <div className="uploadcare--tab">
            <p>Drag and drop a file here or</p>
            <Button look="primary" onClick={() => input.current?.click()}>
              Choose a local file
            </Button>
          </div>
        )}
        {stage.at === "sending" && <div className="uploadcare--tab">Sending the file...</div>}
        {stage.at === "failed" && (
          <div className="uploadcare--tab">
            <p>Something went wrong during the upload</p>
            <Button onClick={() => setStage({ at: "choose" })}>Please try again</Button>
          </div>
        )}
        {stage.at === "preview" && (
          <div className="uploadcare--tab uploadcare--preview">
            <img className="uploadcare--preview__image" src={stage.url} alt="" />
          </div>
        )}
        <div className="uploadcare--footer">
          <Button onClick={onClose}>Cancel</Button>
          {stage.at === "preview" && (
            <Button look="primary" onClick={() => onDone(stage.url)}>
              Add
            </Button>
          )}
        </div>
      </div>
    </div>,
    document.body,
  );
}

type Props = { value: string; onChange: (value: string) => void; shape: "logo" | "line" };

/** An image setting. "logo": link and image, then the buttons; "line": the buttons in one line. */
export function ImageField({ value, onChange, shape }: Props) {
  const [isOpen, setOpen] = useState(false);
  const done = (url: string) => {
    setOpen(false);
    onChange(url);
  };
  const image = value && (
    <a href={value} target="_blank" rel="noreferrer" className="image-set">
      <img src={value} alt="" />
    </a>
  );
  return (
    <>
      {image}
      <div className={shape === "line" ? "flex-line centered" : "image-buttons"}>
        <Button onClick={() => setOpen(true)}>Upload Image</Button>
        {value && <Button onClick={() => onChange("")}>Remove</Button>}
      </div>
      {isOpen && <UploadDialog onClose={() => setOpen(false)} onDone={done} />}
    </>
  );
}
