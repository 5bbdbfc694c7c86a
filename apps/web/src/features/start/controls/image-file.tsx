"use client";
import { storedFileSchema } from "@pumpd/automations/define";
import { IMAGE_TYPES } from "@pumpd/model";
import { Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import { FieldError } from "@/components/field-error";
import { FileDrop } from "@/components/file-drop";
import { Button } from "@/components/ui/button";
import { sizeWords } from "@/lib/size";
import { storeFile } from "../stored-files";
import { FILE_WORDS as W } from "../words";
import type { ControlProps } from "./control";

/** A picture: dropped, checked and kept by our server, and shown as it is kept. */
export function ImageFileControl(props: ControlProps) {
  const { path, label, note, value, errors, isDisabled, restaurantId, onChange, hold } = props;
  const [refusal, setRefusal] = useState<string>();
  const newest = useRef(0);
  const stored = storedFileSchema.safeParse(value).data;

  async function take(file: File) {
    newest.current += 1;
    const mine = newest.current;
    setRefusal(undefined);
    hold(path, { title: W.storing(file.name), isBusy: true });
    try {
      const kept = await storeFile({ restaurantId, kind: "image", name: file.name, body: file });
      if (mine === newest.current) onChange(kept);
    } catch (error) {
      if (mine === newest.current && error instanceof Error) setRefusal(error.message);
    } finally {
      if (mine === newest.current) hold(path, undefined);
    }
  }

  return (
    <fieldset id={`field-${path}`} tabIndex={-1} className="min-w-0 outline-none">
      <legend className="mb-1.5 text-13 font-control">{label}</legend>
      {stored ? (
        <div className="mb-2 flex items-center gap-3">
          <img
            src={`/api/pictures/${stored.artifactId}`}
            alt={W.shows(label)}
            className="h-14 max-w-32 rounded-cell border border-line-2 bg-well object-contain"
          />
          <p className="min-w-0 flex-1 text-13">
            <span className="block break-words">{stored.fileName}</span>
            <span className="text-ink-3">{sizeWords(stored.bytes)}</span>
          </p>
          <Button
            look="ghost"
            size="icon"
            aria-label={W.remove(label)}
            disabled={isDisabled}
            onClick={() => onChange(undefined)}
          >
            <Trash2 aria-hidden />
          </Button>
        </div>
      ) : null}
      <FileDrop
        choose={stored ? W.another : W.choose}
        label={label}
        accept={IMAGE_TYPES.join(",")}
        disabled={isDisabled}
        describedBy={`field-${path}-error`}
        isWrong={refusal !== undefined}
        onFile={take}
        className="py-2.5"
      >
        {W.imageNote}
      </FileDrop>
      <div role="alert">
        <FieldError id={`field-${path}-error`} message={refusal ?? errors[path]} />
      </div>
      {note ? <p className="mt-1.5 text-12 text-ink-3">{note}</p> : null}
    </fieldset>
  );
}
