"use client";
import { Download } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { FileDrop } from "@/components/file-drop";
import { LoadingRows } from "@/components/list-faces";
import { MayButton } from "@/components/may-button";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { ImportAnswer } from "@/features/answers";
import { PageBody } from "@/features/frame/page-body";
import { PinnedAction, TopBar } from "@/features/frame/top-bar";
import { useMay } from "@/features/session/me";
import { saveAs } from "@/features/start/stored-files";
import { problemWords } from "@/lib/problem";
import { trpc } from "@/lib/trpc/client";
import { RESTAURANT_WORDS } from "../words";
import { ImportRows } from "./import-rows";
import { toCsv } from "./to-csv";
import { IMPORT_WORDS as W } from "./words";

const CSV = "text/csv;charset=utf-8";

type Opened = { name: string; csv: string };

/** A file of restaurants: looked through first, row by row, and added only then. */
export function ImportPage() {
  const [file, setFile] = useState<Opened>();
  const [doubles, setDoubles] = useState<ReadonlySet<number>>(new Set());
  const utils = trpc.useUtils();
  const preview = trpc.restaurants.previewImport.useMutation();
  const add = trpc.restaurants.import.useMutation({ onSuccess: () => void utils.restaurants.invalidate() });

  async function open(chosen: File) {
    const csv = await chosen.text();
    setFile({ name: chosen.name, csv });
    setDoubles(new Set());
    add.reset();
    preview.mutate({ csv: csv || " " });
  }
  const error = add.error ?? preview.error;
  const answer = add.data ?? preview.data;

  return (
    <>
      <TopBar path={[{ label: RESTAURANT_WORDS.title, href: "/restaurants" }, { label: W.title }]} />
      <PageBody>
        <h1 className="text-26 font-heading">{W.title}</h1>
        <p className="mt-1 mb-5 text-ink-2">{W.lead}</p>
        <FileDrop
          choose={file ? W.chooseAnother : W.choose}
          label={W.choose}
          accept=".csv,.txt,text/csv"
          onFile={(chosen) => void open(chosen)}
        >
          {file ? <span className="font-heading text-ink">{file.name}</span> : W.drop}
        </FileDrop>
        {file ? null : <Help />}
        <div role="status" className="mt-5">
          {preview.isPending ? <LoadingRows rows={4} label={W.reading} /> : null}
          {error ? <p className="text-13 text-fail">{problemWords(error, W.nothingSaved)}</p> : null}
          {answer?.refusal ? <p className="text-14 text-fail">{answer.refusal}</p> : null}
        </div>
        {answer && !answer.refusal && !preview.isPending ? (
          <Looked
            answer={answer}
            isDone={add.isSuccess}
            isAdding={add.isPending}
            doubles={doubles}
            onDoubles={setDoubles}
            onAdd={() => file && add.mutate({ csv: file.csv, doubles: [...doubles] })}
          />
        ) : null}
      </PageBody>
    </>
  );
}

function Help() {
  return (
    <div className="mt-4 max-w-[74ch] text-13 text-ink-2">
      <p>
        {W.columnsAre} {Object.values(W.headings).join(", ")}. {W.hoursHint}
      </p>
      <Button look="link" size="text" className="mt-2" onClick={() => saveAs(W.exampleName, toCsv(W.exampleRows), CSV)}>
        <Download aria-hidden />
        {W.example}
      </Button>
    </div>
  );
}

type LookedProps = {
  answer: ImportAnswer;
  isDone: boolean;
  isAdding: boolean;
  doubles: ReadonlySet<number>;
  onDoubles: (doubles: ReadonlySet<number>) => void;
  onAdd: () => void;
};

function Looked({ answer, isDone, isAdding, doubles, onDoubles, onAdd }: LookedProps) {
  const may = useMay("operator");
  const { rows } = answer;
  const wanted = rows.filter(({ state, n }) => state === "ready" || (state === "double" && doubles.has(n)));
  const leftOut = isDone ? rows.filter(({ id }) => id === null) : rows.filter((row) => !wanted.includes(row));
  const button = (
    <MayButton
      look="primary"
      size="form"
      whyNot={may.may ? (wanted.length === 0 ? W.nothingToAdd : undefined) : may.why}
      disabled={isAdding}
      onClick={onAdd}
    >
      {isAdding ? W.adding : W.button(wanted.length)}
    </MayButton>
  );
  return (
    <>
      {isDone ? (
        <Card className="mb-5 px-5 py-4">
          <h2 className="text-18 font-heading">{W.done(rows.length - leftOut.length)}</h2>
          <p className="mt-1 text-13 text-ink-2">{W.doneNote}</p>
          <div className="mt-3 flex flex-wrap gap-3">
            <Button look="primary" asChild>
              <Link href="/restaurants">{W.toList}</Link>
            </Button>
            {leftOut.length > 0 ? (
              <Button onClick={() => saveAs(W.leftOutName, toCsv(leftOut.map(({ cells }) => cells)), CSV)}>
                <Download aria-hidden />
                {W.saveLeftOut(leftOut.length)}
              </Button>
            ) : null}
          </div>
        </Card>
      ) : (
        <Counts rows={rows} />
      )}
      {answer.unread.length > 0 ? <p className="mb-3 text-13 text-bell">{W.unread(answer.unread)}</p> : null}
      <ImportRows rows={rows} isDone={isDone} doubles={doubles} onDoubles={onDoubles} />
      {isDone ? null : (
        <>
          <div className="mt-5 hidden items-center gap-4 desk:flex">
            {button}
            <p className="text-13 text-ink-3">{W.promise(leftOut.length)}</p>
          </div>
          <PinnedAction note={W.promise(leftOut.length)}>{button}</PinnedAction>
        </>
      )}
    </>
  );
}

const TONES = { rows: "", ready: "", double: "text-bell", problem: "text-fail" } as const;

function Counts({ rows }: Pick<ImportAnswer, "rows">) {
  const of = (state: ImportAnswer["rows"][number]["state"]) => rows.filter((row) => row.state === state).length;
  const counts = { rows: rows.length, ready: of("ready"), double: of("double"), problem: of("problem") };
  return (
    <dl className="mb-4 flex flex-wrap gap-x-9 gap-y-2">
      {(Object.keys(counts) as (keyof typeof counts)[]).map((key) => (
        <div key={key} className="flex flex-col-reverse">
          <dt className="text-12 text-ink-3">{W.counts[key]}</dt>
          <dd className={`text-20 font-heading ${counts[key] > 0 ? TONES[key] : ""}`}>{counts[key]}</dd>
        </div>
      ))}
    </dl>
  );
}
