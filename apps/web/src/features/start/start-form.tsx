"use client";
import type { Definition } from "@pumpd/automations/definitions";
import { CircleX, Save, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type FormEvent, useCallback, useEffect, useRef, useState } from "react";
import { MayButton } from "@/components/may-button";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { toast } from "@/components/ui/toast";
import type { JobDetail, Prepared, RestaurantDetail } from "@/features/answers";
import { PageBody, PlaceTitle } from "@/features/frame/page-body";
import { PinnedAction, TopBar } from "@/features/frame/top-bar";
import { PlanCheck } from "@/features/inspections/plan-check";
import { focusFirstProblem } from "@/features/restaurants/restaurant-form";
import { RESTAURANT_WORDS } from "@/features/restaurants/words";
import { useMay } from "@/features/session/me";
import { useNow } from "@/lib/clock";
import { problemOf, problemWords } from "@/lib/problem";
import { ageWords } from "@/lib/time";
import { trpc } from "@/lib/trpc/client";
import { useSettled } from "@/lib/use-settled";
import { useZodForm, type Values } from "@/lib/use-zod-form";
import { changesBetween } from "./changes-between";
import { ChangesToLast } from "./changes-to-last";
import type { Hold } from "./controls/control";
import { type DraftPlace, dropDraft, keepDraft, readDraft } from "./draft";
import { FieldSection, sectionsOf } from "./field-section";
import { type FormField, formFieldsOf, hiddenFieldsOf, previewOf, withDefaults } from "./form-fields";
import { PortalPlan } from "./portal-plan";
import { Preflight } from "./preflight";
import { preflightLines } from "./preflight-lines";
import { StartField } from "./start-field";
import { StorePreview } from "./store-preview";
import { useAsking } from "./use-asking";
import { START_WORDS as W } from "./words";

type StartFormProps = {
  definition: Definition;
  restaurant: RestaurantDetail;
  /** what the server prepared; undefined for somebody who may only look */
  first: Prepared | undefined;
  initial: Values;
  /** the run that the form was filled from, to be edited and run again */
  from: JobDetail | undefined;
};

const SETTLE_MS = 450;
const PLAN_KINDS = { look: "read", send: "change", see: "read" } as const;

export function StartForm({ definition, restaurant, first, initial, from }: StartFormProps) {
  const router = useRouter();
  const may = useMay("operator");
  const utils = trpc.useUtils();
  const frame = useRef<HTMLFormElement>(null);
  const fields = formFieldsOf(definition.input);
  const form = useZodForm(definition.input, withDefaults(definition.input, initial));
  const place = { restaurantId: restaurant.id, type: definition.type, from: from?.shortId };
  const draft = useDraft(place, form);
  const settled = useSettled(form.values, SETTLE_MS);
  const { holds, setHold } = useHolds();
  const prepared = trpc.jobs.prepare.useQuery(
    // What is held back stays here: a file that is not whole yet is nothing to ask the server about.
    { type: definition.type, restaurantId: restaurant.id, input: without(settled, Object.keys(holds)) },
    { enabled: may.may, placeholderData: (old) => old ?? first, staleTime: 5_000 },
  ).data;
  const asking = useAsking({
    from,
    onStarted: (job) => {
      dropDraft(place);
      toast(job.isNew ? W.startedToast : W.alreadyToast, {
        description: job.isNew ? `${restaurant.name}, ${definition.words.title}, ${job.shortId}` : W.alreadyNote,
      });
      void utils.jobs.invalidate();
      void utils.restaurants.invalidate();
      router.push(`/jobs/${job.shortId}`);
    },
  });

  const errors = {
    ...problemOf(asking.error).fields,
    ...(form.isValid ? prepared?.fieldErrors : undefined),
    ...form.errors,
  };
  const hidden = hiddenFieldsOf(definition.input);
  const lines = preflightLines({ prepared, restaurant, problems: form.problems, holds, hidden, onField: goToField });
  const blocks = lines.filter((line) => line.state === "block");
  const warnings = lines.filter((line) => line.state === "warn");
  const promise = usePromise(prepared, definition);
  const held = Object.values(holds)[0];
  // A field that does not fit yet leaves the button open: pressing it says where, at the fields.
  const isStopped = prepared?.checks.some(({ level }) => level === "block") || form.isValid;
  const whyNot = !may.may
    ? may.why
    : held
      ? held.title
      : blocks.length > 0 && isStopped
        ? `${W.inTheWay(blocks.length)}: ${blocks[0]?.title}`
        : undefined;
  const [side, main] = [fields.filter(isBeside), fields.filter((field) => !isBeside(field))];

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!form.check()) return focusFirstProblem(event.currentTarget);
    if (!whyNot && !asking.isPending)
      asking.ask({ type: definition.type, restaurantId: restaurant.id, input: form.values });
  }
  const drawn = (field: FormField) => (
    <StartField
      key={field.name}
      field={field}
      path={field.name}
      value={form.values[field.name]}
      values={form.values}
      errors={errors}
      warning={warningAt(prepared, field.name)}
      isDisabled={!may.may}
      restaurantId={restaurant.id}
      onChange={(value) => form.set(field.name, value)}
      onLeave={() => form.leave(field.name)}
      set={form.set}
      hold={setHold}
    />
  );
  const button = (isWide: boolean) => (
    <MayButton
      type="submit"
      form="start"
      look="primary"
      size="form"
      className={isWide ? "w-full" : undefined}
      whyNot={whyNot}
      disabled={asking.isPending}
    >
      {promise.button}
      {whyNot ? null : <Kbd className="ml-1 border-on-act/40 bg-transparent text-on-act">{W.pressKey}</Kbd>}
    </MayButton>
  );

  return (
    <>
      <TopBar
        path={[
          { label: RESTAURANT_WORDS.title, href: "/restaurants" },
          { label: restaurant.name, href: `/restaurants/${restaurant.id}` },
          { label: definition.words.title },
        ]}
      >
        <DraftNote keptAtMs={draft.keptAtMs} />
      </TopBar>
      <PageBody
        facts={
          <>
            {from ? (
              <ChangesToLast
                shortId={from.shortId}
                changes={changesBetween(definition.input, withDefaults(definition.input, from.input), form.values)}
              />
            ) : null}
            {side.map((field) => drawn(field))}
            {previewOf(definition.input) === "store" ? (
              <StorePreview name={restaurant.name} values={form.values} />
            ) : null}
            <Preflight lines={lines} />
            <PortalPlan
              lines={promise.plan.map((line, index) => ({
                key: `${index}`,
                kind: PLAN_KINDS[line.does],
                text: line.text,
                seconds: Math.max(1, Math.round(line.usualMs / 1000)),
              }))}
              note={W.touchesNothingElse(definition.maxRetries + 1)}
            >
              <PlanCheck
                request={{ type: definition.type, restaurantId: restaurant.id, input: form.values }}
                whyNot={may.may ? (form.isValid ? undefined : W.planLater) : may.why}
              />
              <span className="mt-3 hidden desk:block">{button(true)}</span>
              <Reason whyNot={whyNot} error={asking.error} />
            </PortalPlan>
          </>
        }
      >
        <PlaceTitle name={restaurant.name} what={`${definition.words.title} at Pumpd`} />
        {draft.wasFound ? (
          <p className="mt-2 flex flex-wrap gap-x-2 text-13 text-ink-2">
            {W.draftFound}
            <Button look="link" size="text" onClick={() => draft.drop(withDefaults(definition.input, initial))}>
              {W.draftDrop}
            </Button>
          </p>
        ) : null}
        <form
          id="start"
          ref={frame}
          noValidate
          onSubmit={onSubmit}
          onKeyDown={(event) => submitOnKeys(event, frame.current)}
        >
          {sectionsOf(main).map(({ title, fields }) => (
            <FieldSection key={title ?? fields[0]?.name} title={title} fields={fields} drawn={drawn} />
          ))}
          <AccountLine restaurant={restaurant} />
        </form>
      </PageBody>
      <PinnedAction
        note={
          <>
            {blocks.length > 0 ? (
              <CircleX aria-hidden className="text-fail" />
            ) : warnings.length > 0 ? (
              <TriangleAlert aria-hidden className="text-bell" />
            ) : null}
            <span className="min-w-0 flex-1">
              {held?.title ?? (blocks.length > 0 ? W.inTheWay(blocks.length) : W.toKnow(warnings.length))}
            </span>
            {held?.way ? <span className="[&_button]:h-auto! [&_button]:w-auto!">{held.way}</span> : null}
          </>
        }
      >
        {button(false)}
      </PinnedAction>
    </>
  );
}

const isBeside = ({ place }: FormField): boolean => place === "side";

/** By field: what keeps the button shut although the values fit their schema. */
function useHolds() {
  const [holds, setHolds] = useState<Readonly<Record<string, Hold>>>({});
  const setHold = useCallback(
    (name: string, hold: Hold | undefined) =>
      setHolds((old) => {
        if (hold) return { ...old, [name]: hold };
        return name in old ? without(old, [name]) : old;
      }),
    [],
  );
  return { holds, setHold };
}

function without<T>(values: Readonly<Record<string, T>>, names: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));
}

type Promised = Pick<Prepared, "button" | "plan">;

/** What the button says and does, as of the last input that fitted: a half-typed field must not blank the promise. */
function usePromise(prepared: Prepared | undefined, definition: Definition): Promised {
  const fits = prepared && Object.keys(prepared.fieldErrors).length === 0 ? prepared : undefined;
  const [last, setLast] = useState<Promised>();
  if (fits && fits !== last) setLast(fits);
  return fits ?? last ?? { button: `${definition.words.title} at Pumpd`, plan: [] };
}

function submitOnKeys(
  event: { key: string; metaKey: boolean; ctrlKey: boolean; preventDefault: () => void },
  form: HTMLFormElement | null,
): void {
  if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
  event.preventDefault();
  form?.requestSubmit();
}

function goToField(name: string): void {
  const field = document.getElementById(`field-${name}`);
  field?.scrollIntoView({ block: "center", behavior: "smooth" });
  field?.focus({ preventScroll: true });
}

function warningAt(prepared: Prepared | undefined, name: string): string | undefined {
  const check = prepared?.checks.find(
    (one) => one.level === "warn" && one.fix && "field" in one.fix && one.fix.field === name,
  );
  return check?.title;
}

function Reason({ whyNot, error }: { whyNot: string | undefined; error: unknown }) {
  const words = error ? problemWords(error, "Nothing was started; pressing again is safe.") : whyNot;
  return (
    <p role="status" className="flex gap-2 text-13 not-empty:mt-2.5 text-fail">
      {words}
    </p>
  );
}

function AccountLine({ restaurant }: { restaurant: RestaurantDetail }) {
  return (
    <p className="mt-4 px-1 text-13 text-ink-2">
      {RESTAURANT_WORDS.account}:{" "}
      {restaurant.account ? (
        <b className="font-control text-ink">{restaurant.account.login}</b>
      ) : (
        RESTAURANT_WORDS.noAccount.toLowerCase()
      )}
      .{" "}
      <Link href={`/restaurants/${restaurant.id}`} className="font-control text-act hover:underline">
        {W.change}
      </Link>
    </p>
  );
}

function DraftNote({ keptAtMs }: { keptAtMs: number | undefined }) {
  const now = useNow();
  if (!keptAtMs) return null;
  return (
    <span className="flex items-center gap-2 text-12 text-ink-2 [&_svg]:!size-3.5">
      <Save aria-hidden />
      {W.draftKept(ageWords(now - keptAtMs))}
    </span>
  );
}

/** Leaving keeps the draft and says so; it is offered again the next time this form is opened. */
function useDraft(place: DraftPlace, form: ReturnType<typeof useZodForm>) {
  const [keptAtMs, setKeptAtMs] = useState<number>();
  const [wasFound, setWasFound] = useState(false);
  const untouched = useRef(form.values);
  const atFirst = useRef(form.values);
  const settled = useSettled(form.values, SETTLE_MS);

  // Looked for once, when the form opens.
  useEffect(() => {
    const draft = readDraft(place, Date.now());
    if (!draft) return;
    untouched.current = draft.values;
    form.reset(draft.values);
    setWasFound(true);
    setKeptAtMs(draft.keptAt);
  }, []);

  useEffect(() => {
    // What the form opened with must not be kept over the draft that is about to be put into it.
    if (settled === untouched.current || settled === atFirst.current) return;
    const keptAt = Date.now();
    if (keepDraft(place, { values: settled, keptAt })) setKeptAtMs(keptAt);
  }, [settled]);

  return {
    keptAtMs,
    wasFound,
    drop: (initial: Values) => {
      dropDraft(place);
      untouched.current = initial;
      form.reset(initial);
      setWasFound(false);
      setKeptAtMs(undefined);
    },
  };
}
