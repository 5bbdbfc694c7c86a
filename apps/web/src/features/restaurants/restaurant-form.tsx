"use client";
import {
  CLOSED_WEEK,
  COUNTRIES,
  COUNTRY_CODES,
  type Country,
  countrySchema,
  defaultTimezone,
  type WeekHours,
} from "@pumpd/model";
import { MapPin } from "lucide-react";
import { useRouter } from "next/navigation";
import type { FormEvent } from "react";
import { Field } from "@/components/field";
import { MayButton } from "@/components/may-button";
import { Card } from "@/components/ui/card";
import { Input, Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import type { Account, RestaurantDetail } from "@/features/answers";
import { PinnedAction } from "@/features/frame/top-bar";
import { useMay, useMe } from "@/features/session/me";
import { problemOf, problemWords } from "@/lib/problem";
import { trpc } from "@/lib/trpc/client";
import { useZodForm, type Values } from "@/lib/use-zod-form";
import { HoursEditor } from "./hours-editor";
import { restaurantFormSchema, toRestaurantInput } from "./restaurant-schema";
import { RESTAURANT_WORDS as W } from "./words";

const NO_ACCOUNT = "none";

/** @param restaurant the one to change; without it a new one is made */
export function RestaurantForm({ restaurant }: { restaurant?: RestaurantDetail }) {
  const router = useRouter();
  const me = useMe();
  const may = useMay("operator");
  const utils = trpc.useUtils();
  const accounts: Account[] = trpc.accounts.list.useQuery().data ?? [];
  const form = useZodForm(restaurantFormSchema, initialOf(restaurant, me.organisation));
  const done = {
    onSuccess: ({ id }: { id: string }) => {
      if (restaurant) toast(W.saved);
      void utils.restaurants.invalidate();
      router.push(`/restaurants/${id}`);
    },
  };
  const create = trpc.restaurants.create.useMutation(done);
  const update = trpc.restaurants.update.useMutation(done);
  const isBusy = create.isPending || update.isPending;
  const error = create.error ?? update.error;
  const country = countryOf(form.values.country);
  const errors = { ...problemOf(error).fields, ...form.errors };

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!form.check()) return focusFirstProblem(event.currentTarget);
    const input = toRestaurantInput(restaurantFormSchema.parse(form.values));
    if (restaurant) update.mutate({ id: restaurant.id, ...input });
    else create.mutate({ ...input, note: String(form.values.note ?? "").trim() || undefined });
  }
  const text = (name: string) => ({
    value: String(form.values[name] ?? ""),
    onChange: (event: { target: { value: string } }) => form.set(name, event.target.value),
    onBlur: () => form.leave(name),
  });
  const button = (
    <MayButton
      type="submit"
      form="restaurant"
      look="primary"
      size="form"
      whyNot={may.may ? undefined : may.why}
      disabled={isBusy}
    >
      {restaurant ? (isBusy ? W.saving : W.save) : isBusy ? W.adding : W.add}
    </MayButton>
  );

  return (
    <form id="restaurant" noValidate onSubmit={onSubmit} className="max-w-[800px]">
      <Card className="space-y-5 p-4 desk:p-6">
        <div className="grid items-start gap-x-4 gap-y-5 desk:grid-cols-2">
          <Field label={W.name} error={errors.name} note={W.nameNote}>
            {(aria) => <Input {...aria} {...text("name")} autoComplete="off" />}
          </Field>
          <Field label={W.subdomain} error={errors.subdomain} note={W.subdomainNote}>
            {(aria) => <Input {...aria} {...text("subdomain")} autoComplete="off" spellCheck={false} />}
          </Field>
          <Field label={W.address} error={errors.address}>
            {(aria) => <Input {...aria} {...text("address")} autoComplete="off" start={<MapPin aria-hidden />} />}
          </Field>
          <Field label={W.phone} error={errors.phone}>
            {(aria) => <Input {...aria} {...text("phone")} type="tel" autoComplete="off" />}
          </Field>
        </div>
        <div className="border-t border-line pt-5">
          <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
            <h2 className="text-14 font-heading">{W.hours}</h2>
            <span className="text-12 text-ink-3">{W.barNote}</span>
          </div>
          <HoursEditor
            value={form.values.openingHours as WeekHours}
            onChange={(week) => form.set("openingHours", week)}
            errors={under("openingHours", errors)}
          />
        </div>
        <div className="grid items-start gap-x-4 gap-y-5 border-t border-line pt-5 desk:grid-cols-2">
          <Field label={W.country} error={errors.country}>
            {(aria) => (
              <Select
                {...aria}
                value={country}
                choices={COUNTRY_CODES.map((code) => ({ value: code, label: COUNTRIES[code].name }))}
                onChange={(next) => {
                  form.set("country", next);
                  form.set("timezone", defaultTimezone(countryOf(next)));
                }}
              />
            )}
          </Field>
          <Field label={W.timezone} error={errors.timezone}>
            {(aria) => (
              <Select
                {...aria}
                value={String(form.values.timezone)}
                choices={Object.entries(COUNTRIES[country].timezones).map(([value, label]) => ({ value, label }))}
                onChange={(next) => form.set("timezone", next)}
              />
            )}
          </Field>
          <Field label={W.account} error={errors.accountId}>
            {(aria) => (
              <Select
                {...aria}
                value={String(form.values.accountId) || NO_ACCOUNT}
                choices={[
                  { value: NO_ACCOUNT, label: W.noAccount },
                  ...accounts.map((one) => ({ value: one.id, label: one.login })),
                ]}
                onChange={(next) => form.set("accountId", next === NO_ACCOUNT ? "" : next)}
              />
            )}
          </Field>
        </div>
        {restaurant ? null : (
          <Field label={W.firstNote} error={errors.note} note={W.firstNoteNote}>
            {(aria) => <Textarea {...aria} {...text("note")} />}
          </Field>
        )}
        <div role="alert">
          {error && Object.keys(problemOf(error).fields).length === 0 ? (
            <p className="text-13 text-fail">{problemWords(error, "Nothing was saved.")}</p>
          ) : null}
        </div>
        <span className="hidden desk:block">{button}</span>
      </Card>
      <PinnedAction>{button}</PinnedAction>
    </form>
  );
}

function countryOf(value: unknown): Country {
  const parsed = countrySchema.safeParse(value);
  return parsed.success ? parsed.data : "NZ";
}

/** Messages of one field, with the field's own name taken off their paths. */
export function under(field: string, errors: Readonly<Record<string, string>>): Record<string, string> {
  const prefix = `${field}.`;
  return Object.fromEntries(
    Object.entries(errors)
      .filter(([path]) => path.startsWith(prefix))
      .map(([path, message]) => [path.slice(prefix.length), message]),
  );
}

export function focusFirstProblem(form: HTMLElement): void {
  // after the messages are drawn, which is when the fields are marked
  requestAnimationFrame(() => form.querySelector<HTMLElement>("[aria-invalid=true], [data-wrong]")?.focus());
}

function initialOf(
  restaurant: RestaurantDetail | undefined,
  organisation: { country: Country; timezone: string },
): Values {
  return {
    name: restaurant?.name ?? "",
    subdomain: restaurant?.subdomain ?? "",
    address: restaurant?.address ?? "",
    phone: restaurant?.phone ?? "",
    openingHours: restaurant?.openingHours ?? CLOSED_WEEK,
    country: restaurant?.country ?? organisation.country,
    timezone: restaurant?.timezone ?? organisation.timezone,
    note: "",
    accountId: restaurant?.account?.id ?? "",
  };
}
