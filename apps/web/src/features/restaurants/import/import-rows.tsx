"use client";
import { CircleCheck, CircleX, Copy, Minus } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useId } from "react";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import type { ImportColumn, ImportRow } from "@/features/answers";
import { cn } from "@/lib/cn";
import { IMPORT_WORDS as W } from "./words";

type ImportRowsProps = {
  rows: readonly ImportRow[];
  isDone: boolean;
  doubles: ReadonlySet<number>;
  onDoubles: (doubles: ReadonlySet<number>) => void;
};

const SHOWN: readonly ImportColumn[] = ["name", "address", "subdomain", "phone"];

/** Every row of the file under its own number, with what is wrong in the row itself. */
export function ImportRows({ rows, isDone, doubles, onDoubles }: ImportRowsProps) {
  const turn = (n: number) => {
    const next = new Set(doubles);
    if (!next.delete(n)) next.add(n);
    onDoubles(next);
  };
  return (
    <Card className="overflow-hidden">
      <ol className="divide-y divide-line">
        {rows.map((row) => (
          <Row key={row.n} row={row} isDone={isDone} isWanted={doubles.has(row.n)} onTurn={() => turn(row.n)} />
        ))}
      </ol>
    </Card>
  );
}

type RowProps = { row: ImportRow; isDone: boolean; isWanted: boolean; onTurn: () => void };

function Row({ row, isDone, isWanted, onTurn }: RowProps) {
  const more = (Object.keys(row.cells) as ImportColumn[]).filter(
    (column) => !SHOWN.includes(column) && row.cells[column],
  );
  const wrong = new Set(row.problems.map(({ column }) => column));
  return (
    <li className="grid gap-x-5 gap-y-1 px-4 py-3 text-13 desk:grid-cols-[64px_132px_minmax(0,1fr)] desk:px-5">
      <span className="text-ink-3">
        {W.row} {row.n}
      </span>
      <State row={row} isDone={isDone} isWanted={isWanted} />
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
          {SHOWN.map((column) => (
            <Cell key={column} column={column} text={row.cells[column]} isWrong={wrong.has(column)} />
          ))}
          {more.map((column) => (
            <Cell key={column} column={column} text={row.cells[column]} isWrong={wrong.has(column)} />
          ))}
        </p>
        {row.problems.map((problem) => (
          <p key={`${problem.column} ${problem.message}`} className="mt-1 text-fail">
            {problem.column ? `${W.headings[problem.column]}: ` : ""}
            {problem.message}
          </p>
        ))}
        {row.double ? (
          <Double row={row} double={row.double} isDone={isDone} isWanted={isWanted} onTurn={onTurn} />
        ) : null}
      </div>
    </li>
  );
}

function Cell({ column, text, isWrong }: { column: ImportColumn; text: string | undefined; isWrong: boolean }) {
  if (!text && !isWrong) return null;
  return (
    <span className={cn("min-w-0 break-words", column === "name" ? "voice-place text-16" : "text-ink-2")}>
      <span className="sr-only">{W.headings[column]}: </span>
      <span className={cn(isWrong && "rounded-cell border border-fail-line bg-fail-soft px-1.5 text-fail")}>
        {text || W.empty}
      </span>
    </span>
  );
}

type DoubleProps = Omit<RowProps, "row"> & { row: ImportRow; double: NonNullable<ImportRow["double"]> };

function Double({ row, double, isDone, isWanted, onTurn }: DoubleProps) {
  const boxId = useId();
  return (
    <p className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1 text-bell">
      {double.id ? (
        <span>
          {W.doubleHere}{" "}
          <Link href={`/restaurants/${double.id}`} target="_blank" className="underline underline-offset-3">
            {double.name}
          </Link>
          .
        </span>
      ) : (
        <span>{W.doubleAbove(double.name, double.row ?? 0)}</span>
      )}
      {isDone || row.state === "problem" ? null : (
        <span className="flex items-center gap-2 text-ink-2">
          <Checkbox id={boxId} checked={isWanted} onCheckedChange={onTurn} />
          <label htmlFor={boxId}>{W.addAnyway}</label>
        </span>
      )}
    </p>
  );
}

const ICONS: Record<ImportRow["state"], ReactNode> = {
  ready: <CircleCheck aria-hidden />,
  double: <Copy aria-hidden />,
  problem: <CircleX aria-hidden />,
};
const TONES: Record<ImportRow["state"], string> = { ready: "text-ink-2", double: "text-bell", problem: "text-fail" };

function State({ row, isDone, isWanted }: Omit<RowProps, "onTurn">) {
  const look = "flex items-center gap-2 font-control";
  if (row.id) {
    return (
      <Link href={`/restaurants/${row.id}`} className={cn(look, "text-act hover:underline")}>
        <CircleCheck aria-hidden />
        {W.added}
      </Link>
    );
  }
  if (isDone) {
    return (
      <span className={cn(look, "text-ink-3")}>
        <Minus aria-hidden />
        {W.leftOut}
      </span>
    );
  }
  const state = isWanted ? "ready" : row.state;
  return (
    <span className={cn(look, TONES[state])}>
      {ICONS[state]}
      {W.states[state]}
    </span>
  );
}
