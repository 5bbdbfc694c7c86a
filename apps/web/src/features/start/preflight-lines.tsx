import Link from "next/link";
import { Button } from "@/components/ui/button";
import type { PreflightCheck, Prepared, RestaurantDetail } from "@/features/answers";
import type { FieldErrors } from "@/lib/use-zod-form";
import type { Hold } from "./controls/control";
import type { PreflightLine } from "./preflight";
import { START_WORDS } from "./words";

type Given = {
  prepared: Prepared | undefined;
  restaurant: RestaurantDetail;
  problems: FieldErrors;
  /** by field: what keeps the button shut although its value fits */
  holds: Readonly<Record<string, Hold>>;
  /** fields nobody can be sent to; what is wrong with them another line says */
  hidden: readonly string[];
  onField: (name: string) => void;
};

const ORDER: readonly PreflightLine["state"][] = ["block", "warn", "night", "know", "seen", "fine"];

/** What the form itself sees, at once; then what the server knows. Worst first. */
export function preflightLines(given: Given): PreflightLine[] {
  const { prepared, restaurant, problems, holds, hidden, onField } = given;
  const fields = [...new Set(Object.keys(problems).map((path) => path.split(".")[0] ?? path))];
  const lines: PreflightLine[] = fields
    .filter((name) => !holds[name] && !hidden.includes(name))
    .map((name) => ({
      key: `field-${name}`,
      state: "block",
      title: firstOf(problems, name),
      way: <GoTo onPress={() => onField(name)} />,
    }));
  for (const [name, { title, detail, isBusy, way }] of Object.entries(holds))
    lines.push({
      key: `field-${name}`,
      state: isBusy ? "know" : "block",
      title,
      detail,
      way: way ?? (isBusy ? undefined : <GoTo onPress={() => onField(name)} />),
    });
  for (const check of prepared?.checks ?? []) lines.push(lineOf(check, restaurant, onField));
  if (prepared?.open) {
    lines.push({
      key: "open",
      state: "know",
      title: "One like it is open already",
      detail: "Pressing opens that one and starts nothing new.",
      way: (
        <Link href={`/jobs/${prepared.open.shortId}`} className="font-control text-act hover:underline">
          {START_WORDS.open} <span className="voice-machine">{prepared.open.shortId}</span>
        </Link>
      ),
    });
  }
  return lines.sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
}

function firstOf(problems: FieldErrors, name: string): string {
  const path = Object.keys(problems).find((one) => one === name || one.startsWith(`${name}.`));
  return (path && problems[path]) || "This field needs a look";
}

function lineOf(check: PreflightCheck, restaurant: RestaurantDetail, onField: (name: string) => void): PreflightLine {
  const state = check.level === "ok" ? (check.title.includes("midnight") ? "night" : "fine") : check.level;
  return { key: check.title, state, title: check.title, detail: check.detail, way: wayOf(check, restaurant, onField) };
}

function wayOf(check: PreflightCheck, restaurant: RestaurantDetail, onField: (name: string) => void) {
  const { fix } = check;
  if (!fix) return undefined;
  if ("field" in fix) return <GoTo onPress={() => onField(fix.field)} />;
  return (
    <Link href={`/restaurants/${restaurant.id}`} className="font-control text-act hover:underline">
      {fix.page === "account" ? "Go to its account" : "Go to the restaurant"}
    </Link>
  );
}

function GoTo({ onPress }: { onPress: () => void }) {
  return (
    <Button look="link" size="text" onClick={onPress}>
      {START_WORDS.toField}
    </Button>
  );
}
