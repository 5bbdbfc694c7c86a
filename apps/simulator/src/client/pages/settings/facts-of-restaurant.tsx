import { currencies, locales, type Slot, timezones } from "../../../words.ts";
import { storeUrl } from "../../boot.ts";
import type { RestaurantRecord } from "../restaurant-area.tsx";

/** What the portal believes this restaurant to be, to read and not to change. */
export function FactsOfRestaurant({ restaurant }: { restaurant: RestaurantRecord }) {
  const { settings } = restaurant;
  const textOf = (key: string) => String(settings[key] ?? "");
  const chosen = (choices: { value: string; text: string }[], key: string) =>
    choices.find((choice) => choice.value === settings[key])?.text ?? textOf(key);
  const hours = (settings["location.hours"] ?? []) as Slot[];
  const facts: [string, string | string[]][] = [
    ["Restaurant ID", restaurant.id],
    ["Subdomain", restaurant.subdomain],
    ["Store address", storeUrl(restaurant.subdomain).replace(/\/$/, "")],
    ["Restaurant name", textOf("general.name")],
    ["Address", textOf("location.address")],
    ["Phone number", textOf("location.phone")],
    ["Opening hours", hours.map((slot) => `${slot.day} ${slot.open}-${slot.close}`)],
    ["System locale", chosen(locales, "general.locale")],
    ["Timezone", chosen(timezones, "general.timezone")],
    ["Currency", chosen(currencies, "general.currency")],
    ["Tax in prices", settings["general.taxInPrices"] ? "On" : "Off"],
  ];
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{Array.isArray(value) ? value.map((line) => <div key={line}>{line}</div>) : value}</dd>
        </div>
      ))}
    </dl>
  );
}
