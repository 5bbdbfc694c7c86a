"use client";
import type { Column, MenuEdit, MenuFile, MenuProblem, MenuRow } from "@pumpd/automations/menu-csv";
import { CircleCheck, CircleX, TriangleAlert } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { cn } from "@/lib/cn";
import { MENU_WORDS as W } from "../words";

const SHOWN_AT_ONCE = 50;

const SHOWN: readonly { column: Column; label: string; className: string }[] = [
  { column: "categoryName", label: W.category, className: "w-[104px]" },
  { column: "dishName", label: W.dish, className: "w-[168px]" },
  { column: "dishPrice", label: W.price, className: "w-[84px] text-right" },
  { column: "dishDescription", label: W.description, className: "" },
  { column: "tags", label: W.tags, className: "w-[88px]" },
];

type Editing = { isDisabled: boolean; onEdit: (edits: readonly MenuEdit[]) => void };

/** What is wrong first, then what is worth knowing, each in its row with the cell marked and what can be done about it. */
export function MenuProblems({ read, ...editing }: { read: MenuFile } & Editing) {
  const rows = new Map(read.rows.map((row) => [row.row, row]));
  const problems = [...read.problems].sort((a, b) => levelOrder(a) - levelOrder(b) || a.row - b.row);
  if (problems.length === 0) {
    return (
      <p className="flex items-center gap-2.5 px-5 py-4 text-13 text-ink-2">
        <CircleCheck aria-hidden />
        {W.noProblems}
      </p>
    );
  }
  return (
    <RowTable caption={W.problems} total={problems.length} hasIcons>
      {(shown) =>
        problems
          .slice(0, shown)
          .map((problem) => (
            <ProblemRow
              key={`${problem.row} ${problem.column} ${problem.code}`}
              problem={problem}
              row={rows.get(problem.row)}
              {...editing}
            />
          ))
      }
    </RowTable>
  );
}

const levelOrder = ({ level }: MenuProblem): number => (level === "error" ? 0 : 1);

export function MenuRows({ read }: { read: MenuFile }) {
  const levels = new Map<string, MenuProblem["level"]>();
  for (const { row, column, level } of read.problems)
    if (level === "error" || !levels.has(`${row} ${column}`)) levels.set(`${row} ${column}`, level);
  return (
    <RowTable caption={W.allRows} total={read.rows.length}>
      {(shown) =>
        read.rows.slice(0, shown).map((row) => (
          <tbody key={row.row} className="block border-t border-line desk:table-row-group">
            <tr className="block px-4 py-2 desk:table-row">
              <RowNumber row={row.row} className="desk:pl-5" />
              <Cells row={row} levelOf={(column) => levels.get(`${row.row} ${column}`)} />
            </tr>
          </tbody>
        ))
      }
    </RowTable>
  );
}

export function MenuCategories({ read }: { read: MenuFile }) {
  return (
    <ul className="divide-y divide-line">
      {read.menu.categories.map((category) => (
        <li key={`${category.id} ${category.name}`} className="flex items-baseline gap-4 px-5 py-2">
          <span className="min-w-0 flex-1 break-words">{category.name}</span>
          <span className="text-13 text-ink-3">{W.dishes(category.dishes.length)}</span>
        </li>
      ))}
    </ul>
  );
}

type RowTableProps = {
  caption: string;
  total: number;
  hasIcons?: boolean;
  children: (shown: number) => ReactNode;
};

/** A table on a desk; on a phone each row is a few lines. */
function RowTable({ caption, total, hasIcons, children }: RowTableProps) {
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  return (
    <>
      <table className="block w-full table-fixed text-left desk:table">
        <caption className="sr-only">{caption}</caption>
        <thead className="sr-only text-13 text-ink-3 desk:not-sr-only desk:table-header-group">
          <tr>
            {hasIcons ? (
              <th scope="col" className="w-12">
                <span className="sr-only">{W.level}</span>
              </th>
            ) : null}
            <th scope="col" className={cn("w-14 py-2 font-normal", hasIcons ? "" : "desk:pl-5")}>
              {W.row}
            </th>
            {SHOWN.map(({ column, label, className }) => (
              <th key={column} scope="col" className={cn("px-2 py-2 font-normal", className)}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        {children(shown)}
      </table>
      {total > shown ? (
        <div className="flex items-center gap-4 border-t border-line px-5 py-3 text-13 text-ink-3">
          {W.shownOf(shown, total)}
          <Button size="row" onClick={() => setShown(shown + SHOWN_AT_ONCE)}>
            {W.showMore}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function RowNumber({ row, className }: { row: number; className?: string }) {
  return (
    <td className={cn("text-13 text-ink-3 max-desk:float-right desk:py-2 desk:align-top", className)}>
      <span className="desk:sr-only">{W.row} </span>
      {row}
    </td>
  );
}

type CellsProps = {
  row: MenuRow;
  levelOf: (column: Column) => MenuProblem["level"] | undefined;
};

function Cells({ row, levelOf }: CellsProps) {
  return SHOWN.map(({ column, className }) => {
    const text = (row.cells[column] ?? "").trim();
    const level = levelOf(column);
    return (
      <td
        key={column}
        className={cn(
          "text-14 break-words max-desk:mr-2 max-desk:inline desk:px-2 desk:py-2 desk:align-top",
          className,
          column === "dishName" && "font-control",
          (column === "dishDescription" || column === "tags") && "text-13 text-ink-2 max-desk:hidden",
          text === "" && level === undefined && "max-desk:hidden",
        )}
      >
        {level ? (
          <mark
            className={cn(
              "inline-block max-w-full rounded-cell border px-2 break-words",
              level === "error" ? "border-fail-line bg-fail-soft text-fail" : "border-bell-line bg-bell-soft text-bell",
            )}
          >
            {text || W.empty}
          </mark>
        ) : (
          text
        )}
      </td>
    );
  });
}

type ProblemRowProps = { problem: MenuProblem; row: MenuRow | undefined } & Editing;

function ProblemRow({ problem, row, isDisabled, onEdit }: ProblemRowProps) {
  const isError = problem.level === "error";
  return (
    <tbody className="block border-t border-line desk:table-row-group">
      <tr className="block px-4 pt-2.5 desk:table-row desk:px-0">
        <td className="max-desk:float-left max-desk:mt-0.5 max-desk:mr-3 desk:py-2.5 desk:pl-5 desk:align-top">
          {isError ? (
            <CircleX aria-label={W.mustFix} className="text-fail" />
          ) : (
            <TriangleAlert aria-label={W.toKnow} className="text-bell" />
          )}
        </td>
        <RowNumber row={problem.row} />
        {row ? (
          <Cells row={row} levelOf={(column) => (column === problem.column ? problem.level : undefined)} />
        ) : (
          <td colSpan={SHOWN.length} className="max-desk:inline desk:px-2 desk:py-2">
            {problem.column ?? W.wholeFile}
          </td>
        )}
      </tr>
      <tr className="block px-4 pb-2.5 pl-11 desk:table-row desk:px-0">
        <td className="max-desk:hidden" colSpan={2} />
        <td colSpan={SHOWN.length} className="block desk:table-cell desk:px-2 desk:pb-2.5">
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5 text-13">
            <span className={isError ? "text-fail" : "text-bell"}>{problem.reason}</span>
            {row ? <Ways problem={problem} row={row} isDisabled={isDisabled} onEdit={onEdit} /> : null}
          </div>
        </td>
      </tr>
    </tbody>
  );
}

/** What a person can do about a problem right here. */
function Ways({ problem, row, isDisabled, onEdit }: ProblemRowProps & { row: MenuRow }) {
  const [typed, setTyped] = useState<string>();
  const { column, fix, level, code } = problem;
  const at = column as Column | null;
  const isTyped = at === "dishPrice" || (level === "error" && at !== null);
  const mayLeaveOut = (level === "error" || code === "TWICE") && code !== "QUOTES";
  const put = (text: string) => {
    if (at) onEdit([{ row: row.row, column: at, text }]);
  };

  if (typed !== undefined && at) {
    const label = W.typeFor(W.columns[at] ?? at, row.row);
    return (
      <span className="flex gap-2">
        <Input
          autoFocus
          aria-label={label}
          value={typed}
          className="h-[29px] w-44"
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") setTyped(undefined);
            if (event.key !== "Enter") return;
            event.preventDefault(); // Enter keeps the cell; it must not send the form
            put(typed);
          }}
        />
        <Button size="row" onClick={() => put(typed)}>
          {W.keep}
        </Button>
      </span>
    );
  }
  return (
    <span className="flex flex-wrap gap-x-4 gap-y-1">
      {level === "error" && fix !== undefined ? (
        <Way isDisabled={isDisabled} onPress={() => put(fix)}>
          {fix === "" ? W.emptyIt : W.useIt(fix)}
        </Way>
      ) : null}
      {isTyped ? (
        <Way isDisabled={isDisabled} onPress={() => setTyped((at && row.cells[at]?.trim()) || "")}>
          {W.typeIt((at && W.columns[at]) ?? W.cell)}
        </Way>
      ) : null}
      {mayLeaveOut ? (
        <Way isDisabled={isDisabled} onPress={() => onEdit([{ row: row.row, leaveOut: true }])}>
          {W.leaveOut(row.row)}
        </Way>
      ) : null}
    </span>
  );
}

function Way({ isDisabled, onPress, children }: { isDisabled: boolean; onPress: () => void; children: ReactNode }) {
  return (
    <Button look="link" size="text" disabled={isDisabled} onClick={onPress}>
      {children}
    </Button>
  );
}
