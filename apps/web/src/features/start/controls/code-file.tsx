"use client";
import { storedFileSchema } from "@pumpd/automations/define";
import { FileCode } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { CodeEditor } from "@/components/code-editor";
import { Field } from "@/components/field";
import { Button } from "@/components/ui/button";
import { sizeWords } from "@/lib/size";
import { readStoredText, storeFile } from "../stored-files";
import { FILE_WORDS as W } from "../words";
import type { ControlProps } from "./control";

/** How long nobody may have typed before what stands there is kept. */
const STILL_MS = 1_200;

/** A piece of code. What is typed is kept as a file of the restaurant, and the request names that file. */
export function CodeFileControl(props: ControlProps) {
  const { path, label, value, errors, isDisabled, restaurantId, onChange, hold } = props;
  const [text, setText] = useState("");
  const [refusal, setRefusal] = useState<string>();
  const kept = useRef<{ text: string; value: unknown }>({ text: "", value: undefined });
  const latest = useRef("");
  latest.current = text;
  const chooser = useRef<HTMLInputElement>(null);
  const stored = storedFileSchema.safeParse(value).data;

  // A draft or an earlier job named a file that was not typed here.
  useEffect(() => {
    if (value === kept.current.value) return;
    kept.current = { text: "", value };
    setText("");
    if (!stored) return;
    readStoredText(stored.artifactId)
      .then((read) => {
        if (kept.current.value !== value) return;
        kept.current = { text: read, value };
        setText(read);
      })
      .catch((error: Error) => setRefusal(error.message));
  }, [value]);

  async function keep(typed: string) {
    if (typed === kept.current.text) return;
    kept.current = { text: typed, value: kept.current.value };
    setRefusal(undefined);
    try {
      const file =
        typed.trim() === ""
          ? undefined
          : await storeFile({ restaurantId, kind: "code", name: W.codeName(path), body: typed });
      if (latest.current !== typed) return; // typed on meanwhile: that will be kept next
      kept.current = { text: typed, value: file };
      onChange(file);
      hold(path, undefined);
    } catch (error) {
      kept.current = { text: "", value: kept.current.value };
      if (error instanceof Error) {
        setRefusal(error.message);
        hold(path, { title: error.message });
      }
    }
  }

  useEffect(() => {
    if (text === kept.current.text) return hold(path, undefined);
    hold(path, { title: W.keeping(label), isBusy: true });
    const timer = setTimeout(() => void keep(text), STILL_MS);
    return () => clearTimeout(timer);
  }, [text]);

  return (
    <Field
      label={label}
      anchor={path}
      error={refusal ?? errors[path]}
      note={
        <span className="flex flex-wrap items-center gap-x-4">
          {stored && text === kept.current.text ? W.kept(sizeWords(stored.bytes)) : W.codeNote}
          <Button look="link" size="text" disabled={isDisabled} onClick={() => chooser.current?.click()}>
            <FileCode aria-hidden />
            {W.fromFile}
          </Button>
          <input
            ref={chooser}
            type="file"
            tabIndex={-1}
            className="sr-only"
            aria-label={W.fromFileFor(label)}
            accept=".html,.htm,.css,.js,.txt"
            onChange={(event) => void event.target.files?.[0]?.text().then(setText)}
          />
        </span>
      }
    >
      {(aria) => (
        <CodeEditor
          {...aria}
          value={text}
          disabled={isDisabled}
          onChange={(event) => setText(event.target.value)}
          onBlur={() => void keep(text)}
        />
      )}
    </Field>
  );
}
