import type { PortalSlot } from "@pumpd/model";
import type { Locator } from "playwright-core";
import { type Failed, fail, isFailed } from "../../define/failed.ts";
import { guarded } from "../guarded.ts";
import { pickAddress } from "../parts/address-field.ts";
import { readHours, setHours } from "../parts/hours-field.ts";
import { landmark } from "../parts/landmark.ts";
import { pickFromList, shownIn } from "../parts/searchable-select.ts";
import { typeText } from "../parts/text-field.ts";
import { readToggle, setToggle } from "../parts/toggle.ts";
import { CREATE_DIALOG, INSTEAD, LISTS, SIGN_IN } from "../selectors.ts";
import type { Session } from "../session.ts";
import { until } from "../wait.ts";

export type NewRestaurant = {
  name: string;
  subdomain: string;
  address: string;
  phone: string;
  slots: readonly PortalSlot[];
  /** words of the one right option, beside what is typed to find it */
  locale: { search: string; words: readonly string[] };
  timezone: { search: string; words: readonly string[] };
  currency: string;
  taxInPrices: boolean;
};

export type CreateDialog = {
  /** Presses Create and waits until the dialog closes or says why not. */
  submit: () => Promise<void>;
};

type DashboardPage = { open: () => Promise<unknown>; add: Locator };
type Row = keyof typeof CREATE_DIALOG.titles;

const ANSWER_LIMIT_MS = 60_000;

/** Opens the dialog and fills it. Signed out half-way, it begins once more: nothing has been sent by then. */
export async function openCreateDialog(
  session: Session,
  dashboard: DashboardPage,
  restaurant: NewRestaurant,
): Promise<CreateDialog> {
  const filled = () => guarded(session, "the create dialog", () => fill(session, dashboard, restaurant));
  const form = await filled().catch((thrown: unknown) => {
    if (!isFailed(thrown, "SESSION_LOST")) throw thrown;
    return filled();
  });
  return { submit: () => submit(session, form, restaurant) };
}

/** The dialog with its landmarks checked, as `openCreateDialog` finds it before it types; nothing is filled. */
export async function lookAtCreateDialog(session: Session, dashboard: DashboardPage): Promise<void> {
  await open(session, dashboard);
}

type OpenDialog = { form: Locator; row: (name: Row) => Locator; submitButton: Locator };

async function open(session: Session, dashboard: DashboardPage): Promise<OpenDialog> {
  await dashboard.open();
  await (await landmark(dashboard.add, "The button that adds a restaurant")).click();
  const form = await landmark(session.page.locator(CREATE_DIALOG.form), "The create dialog");
  const row = (name: Row) => form.locator(CREATE_DIALOG.row).filter({ hasText: CREATE_DIALOG.titles[name] });
  return { form, row, submitButton: await checkLandmarks(form, row) };
}

async function fill(session: Session, dashboard: DashboardPage, restaurant: NewRestaurant): Promise<Locator> {
  const { form, row, submitButton } = await open(session, dashboard);

  await typeText(row("name").locator(CREATE_DIALOG.text), "Restaurant name", restaurant.name);
  await typeText(row("subdomain").locator(CREATE_DIALOG.text), "Subdomain", restaurant.subdomain);
  await row("mapSource").getByRole("button", { name: CREATE_DIALOG.mapSource, exact: true }).click();
  const address = await pickAddress(session, row("address"), restaurant.address);
  await typeText(row("phone").locator(CREATE_DIALOG.phone), "Phone number", restaurant.phone);
  await setHours(row("hours"), restaurant.slots);
  const locale = await pickFromList(row("locale"), "System locale", restaurant.locale);
  const timezone = await pickFromList(row("timezone"), "Timezone", restaurant.timezone);
  const currency = await pickFromList(row("currency"), "Currency", {
    search: restaurant.currency,
    words: [restaurant.currency],
  });
  await setToggle(row("taxInPrices").locator(CREATE_DIALOG.toggle), "Tax in prices", restaurant.taxInPrices);

  await readBack(row, { ...restaurant, address, localeText: locale, timezoneText: timezone, currencyText: currency });
  await landmark(submitButton, "The button that creates");
  return form;
}

/** Before anything is typed: every row we know is there once, and so is the one button. */
async function checkLandmarks(form: Locator, row: (name: Row) => Locator): Promise<Locator> {
  const rows = Object.keys(CREATE_DIALOG.titles) as Row[];
  await Promise.all(rows.map((name) => landmark(row(name), `The row “${ROW_NAMES[name]}”`)));
  await Promise.all([
    landmark(row("name").locator(CREATE_DIALOG.text), "The field “Restaurant name”"),
    landmark(row("subdomain").locator(CREATE_DIALOG.text), "The field “Subdomain”"),
    landmark(row("phone").locator(CREATE_DIALOG.phone), "The field “Phone number”"),
  ]);
  return await landmark(form.locator(CREATE_DIALOG.submit), "The button that creates");
}

const ROW_NAMES: Record<Row, string> = {
  name: "Restaurant name",
  subdomain: "Subdomain",
  mapSource: "Map data source",
  address: "Address",
  phone: "Phone number",
  hours: "Opening hours",
  locale: "System locale",
  timezone: "Timezone",
  currency: "Currency",
  taxInPrices: "Tax in prices",
};

type Typed = NewRestaurant & { localeText: string; timezoneText: string; currencyText: string };

/** A later field can redraw an earlier one, so all are read once more just before the press. */
async function readBack(row: (name: Row) => Locator, typed: Typed): Promise<void> {
  const list = (name: Row) => shownIn(row(name).locator(LISTS.select));
  const [name, subdomain, address, phone, slots, locale, timezone, currency, taxInPrices] = await Promise.all([
    row("name").locator(CREATE_DIALOG.text).inputValue(),
    row("subdomain").locator(CREATE_DIALOG.text).inputValue(),
    row("address").locator(LISTS.address).locator("input").inputValue(),
    row("phone").locator(CREATE_DIALOG.phone).inputValue(),
    readHours(row("hours")),
    list("locale"),
    list("timezone"),
    list("currency"),
    readToggle(row("taxInPrices").locator(CREATE_DIALOG.toggle), "Tax in prices"),
  ]);
  const differences: [Row, boolean][] = [
    ["name", name !== typed.name],
    ["subdomain", subdomain !== typed.subdomain],
    ["address", address !== typed.address],
    ["phone", phone !== typed.phone],
    ["hours", typed.slots.length > 0 && !isSameWeek(slots, typed.slots)],
    ["locale", locale !== typed.localeText],
    ["timezone", timezone !== typed.timezoneText],
    ["currency", currency !== typed.currencyText],
    ["taxInPrices", taxInPrices !== typed.taxInPrices],
  ];
  const wrong = differences.find(([, isDifferent]) => isDifferent);
  if (wrong) throw fail("PORTAL_CHANGED", { landmark: `${ROW_NAMES[wrong[0]]}, as we had typed it,` });
}

function isSameWeek(shown: readonly PortalSlot[], wanted: readonly PortalSlot[]): boolean {
  const text = (slots: readonly PortalSlot[]) =>
    slots.map(({ day, open, close }) => `${day} ${open} ${close}`).join("\n");
  return text(shown) === text(wanted);
}

async function submit(session: Session, form: Locator, { subdomain }: NewRestaurant): Promise<void> {
  const { page } = session;
  await form.locator(CREATE_DIALOG.submit).click();
  const problems = form.locator(CREATE_DIALOG.problem);
  const refusal = await until(page, ANSWER_LIMIT_MS, async () => {
    const texts = await problems.allInnerTexts();
    if (texts.length > 0) return refusalOf(texts.join(" ").trim(), subdomain);
    if ((await page.locator(SIGN_IN.password).count()) > 0) return fail("SESSION_LOST");
    if ((await page.locator(INSTEAD.maintenance).count()) > 0) return fail("MAINTENANCE");
    return (await form.count()) === 0 ? null : undefined;
  });
  if (refusal === undefined) throw fail("PORTAL_SLOW", { what: "the answer to Create" });
  if (refusal) throw refusal;
}

/** The portal's words are for people; one of them we know well enough to name. */
function refusalOf(message: string, subdomain: string): Failed {
  const isTaken =
    /subdomain|store address|web address/i.test(message) &&
    /taken|in use|already|exists|not available|unavailable/i.test(message);
  return isTaken ? fail("SUBDOMAIN_TAKEN", { subdomain, message }) : fail("FORM_REFUSED", { message });
}
