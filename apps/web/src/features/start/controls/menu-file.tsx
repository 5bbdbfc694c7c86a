"use client";
import { hasErrors, type MenuFile } from "@pumpd/automations/menu-csv";
import { Download, FileSpreadsheet } from "lucide-react";
import { useEffect, useState } from "react";
import { FieldError } from "@/components/field-error";
import { FileDrop } from "@/components/file-drop";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Tabs } from "@/components/ui/tabs";
import { cn } from "@/lib/cn";
import { sizeWords } from "@/lib/size";
import { trpc } from "@/lib/trpc/client";
import { saveAs } from "../stored-files";
import { MENU_WORDS as W } from "../words";
import type { ControlProps, Hold } from "./control";
import { MenuCategories, MenuProblems, MenuRows } from "./menu-rows";
import { formulasOf, type MenuState, type OpenMenu, useMenuFile } from "./use-menu-file";

/** A menu file: dropped, looked through in the browser, put right row by row, and stored once nothing is wrong with it. */
export function MenuFileControl(props: ControlProps) {
  const { path, label, errors, isDisabled, hold } = props;
  const menu = useMenuFile(props);
  const { open, state, isConfirmed } = menu;
  const wrong = open ? rowsInTheWay(open.read) : [];
  const canLeaveOut = wrong.length > 0 && open !== undefined && everyErrorIsOfARow(open.read);
  const leaveOut = () => menu.edit(wrong.map((row) => ({ row, leaveOut: true })));
  const reason = holdOf({ open, state, isConfirmed, wrong });

  useEffect(() => {
    if (!reason) return hold(path, undefined);
    const way = canLeaveOut ? (
      <Button look="link" size="text" onClick={leaveOut}>
        {W.leaveAllOut(wrong.length)}
      </Button>
    ) : state.kind === "refused" && open ? (
      <Button look="link" size="text" onClick={menu.tryAgain}>
        {W.storeAgain}
      </Button>
    ) : undefined;
    hold(path, { ...reason, way });
  }, [reason?.title, state.kind, open]);

  return (
    <div id={`field-${path}`} tabIndex={-1} className="space-y-5 outline-none">
      <Card aria-label={label} className="p-4 desk:p-5">
        {open ? (
          <FileFacts open={open} isDisabled={isDisabled} onFile={menu.choose} />
        ) : (
          <>
            <FileDrop
              choose={W.choose}
              label={label}
              accept=".csv,text/csv"
              disabled={isDisabled}
              describedBy={`field-${path}-error`}
              isWrong={errors[path] !== undefined}
              onFile={menu.choose}
            >
              {W.drop}
            </FileDrop>
            <StoredMenus restaurantId={props.restaurantId} isDisabled={isDisabled} onChoose={menu.useStored} />
            <FieldError id={`field-${path}-error`} message={errors[path]} />
          </>
        )}
        {open && formulasOf(open.read).length > 0 && !hasErrors(open.read) ? (
          <Formulas read={open.read} isConfirmed={isConfirmed} isDisabled={isDisabled} onConfirm={menu.confirm} />
        ) : null}
        {state.kind === "refused" ? (
          <p role="alert" className="mt-3 text-13 text-fail">
            {state.why}
          </p>
        ) : null}
      </Card>
      {open ? <MenuTabs key={open.fileName} open={open} isDisabled={isDisabled} onEdit={menu.edit} /> : null}
    </div>
  );
}

function rowsInTheWay(read: MenuFile): number[] {
  return [...new Set(read.problems.filter(({ level }) => level === "error").map(({ row }) => row))];
}

/** An open quote may have swallowed the rows below it, and a header is not a row to leave out. */
function everyErrorIsOfARow(read: MenuFile): boolean {
  return read.problems.every(
    ({ level, row, code }) => level !== "error" || (row > 1 && code !== "QUOTES" && code !== "EMPTY"),
  );
}

type HoldFacts = { open: OpenMenu | undefined; state: MenuState; isConfirmed: boolean; wrong: readonly number[] };

function holdOf({ open, state, isConfirmed, wrong }: HoldFacts): Hold | undefined {
  if (state.kind === "refused") return { title: state.why };
  if (!open) return undefined;
  if (state.kind === "storing") return { title: W.storing, isBusy: true };
  if (hasErrors(open.read)) return { title: open.read.variant ? W.rowsInTheWay(wrong) : W.unreadable };
  if (formulasOf(open.read).length > 0 && !isConfirmed) return { title: W.formulasOpen };
  return undefined;
}

type FileFactsProps = { open: OpenMenu; isDisabled: boolean; onFile: (file: File) => void };

function FileFacts({ open, isDisabled, onFile }: FileFactsProps) {
  const { fileName, bytes, read } = open;
  const errors = read.problems.filter(({ level }) => level === "error").length;
  const warnings = read.problems.length - errors;
  return (
    <>
      <div className="flex flex-wrap items-center gap-3.5">
        <span
          aria-hidden
          className="grid size-10 shrink-0 place-items-center rounded-control border border-line-2 bg-well text-ink-2"
        >
          <FileSpreadsheet />
        </span>
        <div className="min-w-0 flex-1">
          <p className="font-heading break-words">{fileName}</p>
          <p className="text-13 text-ink-3">{W.shape(sizeWords(bytes), read.shape)}</p>
        </div>
        <FileDrop
          choose={W.chooseAnother}
          label={W.chooseAnother}
          accept=".csv,text/csv"
          disabled={isDisabled}
          onFile={onFile}
          className="border-none bg-transparent p-0"
        />
      </div>
      <dl className="mt-4 flex flex-wrap gap-x-9 gap-y-3 border-t border-line pt-4">
        <Fact n={read.rowCount} label={W.rows} />
        <Fact n={read.menu.categories.length} label={W.categories} />
        <Fact n={errors} label={W.mustFix} tone={errors > 0 ? "text-fail" : undefined} />
        <Fact n={warnings} label={W.toKnow} tone={warnings > 0 ? "text-bell" : undefined} />
      </dl>
    </>
  );
}

function Fact({ n, label, tone }: { n: number; label: string; tone?: string }) {
  return (
    <div className="flex flex-col-reverse">
      <dt className="text-13 text-ink-3">{label}</dt>
      <dd className={cn("text-20 font-heading", tone)}>{n}</dd>
    </div>
  );
}

type FormulasProps = {
  read: MenuFile;
  isConfirmed: boolean;
  isDisabled: boolean;
  onConfirm: (isConfirmed: boolean) => void;
};

function Formulas({ read, isConfirmed, isDisabled, onConfirm }: FormulasProps) {
  const found = formulasOf(read);
  return (
    <div className="mt-4 flex gap-3 rounded-control border border-bell-line bg-bell-soft px-3.5 py-3 text-13">
      <Checkbox
        id="formulas"
        className="mt-0.5"
        checked={isConfirmed}
        disabled={isDisabled}
        onCheckedChange={onConfirm}
      />
      <label htmlFor="formulas">
        <b className="font-control">{W.formulas(found.length)}</b> {W.formulasWhy(found.map(({ row }) => row))}
      </label>
    </div>
  );
}

type MenuTabsProps = { open: OpenMenu; isDisabled: boolean; onEdit: ReturnType<typeof useMenuFile>["edit"] };

function MenuTabs({ open, isDisabled, onEdit }: MenuTabsProps) {
  const { read, fileName } = open;
  const [tab, setTab] = useState(read.problems.length > 0 ? "problems" : "rows");
  return (
    <Card aria-label={W.preview} className="overflow-hidden">
      <Tabs
        label={W.preview}
        value={tab}
        onChange={setTab}
        end={
          read.corrected === "" ? undefined : (
            <Button
              look="ghost"
              size="row"
              onClick={() => saveAs(fileName.replace(/(\.csv)?$/i, W.correctedEnding), read.corrected, "text/csv")}
            >
              <Download aria-hidden />
              {W.corrected}
            </Button>
          )
        }
        tabs={[
          {
            value: "problems",
            label: W.problems,
            count: read.problems.length,
            content: <MenuProblems read={read} isDisabled={isDisabled} onEdit={onEdit} />,
          },
          { value: "rows", label: W.allRows, count: read.rowCount, content: <MenuRows read={read} /> },
          {
            value: "categories",
            label: W.categoriesTab,
            count: read.menu.categories.length,
            content: <MenuCategories read={read} />,
          },
        ]}
      />
    </Card>
  );
}

type StoredMenusProps = { restaurantId: string; isDisabled: boolean; onChoose: (file: unknown) => void };

/** Menus that somebody has handed us for this restaurant before. */
function StoredMenus({ restaurantId, isDisabled, onChoose }: StoredMenusProps) {
  const files = trpc.restaurants.files.useQuery({ id: restaurantId }).data ?? [];
  const menus = files.filter(({ kind }) => kind === "csv").slice(0, 3);
  if (menus.length === 0) return null;
  return (
    <div className="mt-3.5 flex flex-wrap items-baseline gap-x-4 gap-y-1 text-13 text-ink-2">
      {W.orStored}
      {menus.map(({ id, fileName, sha256, bytes }) => (
        <Button
          key={id}
          look="link"
          size="text"
          disabled={isDisabled}
          onClick={() => onChoose({ artifactId: id, fileName, sha256, bytes })}
        >
          {fileName}
        </Button>
      ))}
    </div>
  );
}
