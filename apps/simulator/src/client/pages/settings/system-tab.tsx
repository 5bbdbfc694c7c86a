import { currencies, dateFormats, locales, timeFormats, timezones } from "../../../words.ts";
import type { RestaurantRecord } from "../restaurant-area.tsx";
import { Accordion } from "./accordion.tsx";
import { CustomerAccounts } from "./customer-accounts.tsx";
import { FactsOfRestaurant } from "./facts-of-restaurant.tsx";
import { ReceiptPrinting } from "./receipt-printing.tsx";
import { choices, number, type Row, text, toggle } from "./rows.ts";
import { SettingsForm, useSettings } from "./settings-document.tsx";
import { Webhooks } from "./webhooks.tsx";

/** Rows and blocks are found by place; the tax row is the eighth of General, the phone the fourth of Location. */
const general: Row[] = [
  text("general.name", "Restaurant Name"),
  { kind: "search", key: "general.locale", title: "System Locale", choices: locales },
  { kind: "search", key: "general.customerLocale", title: "Customer Locale", choices: locales },
  { kind: "search", key: "general.timezone", title: "Timezone", choices: timezones },
  { kind: "select", key: "general.dateFormat", title: "Date Format", choices: dateFormats },
  { kind: "select", key: "general.timeFormat", title: "Time Format", choices: timeFormats },
  { kind: "search", key: "general.currency", title: "Currency", choices: currencies },
  { kind: "taxes", key: "general.taxes", title: "Taxes" },
  toggle("general.taxInPrices", "Tax In Prices"),
];
const location: Row[] = [
  {
    kind: "choice",
    key: "location.mapSource",
    title: "Map Data Source",
    choices: [
      { value: "google", text: "Google Maps" },
      { value: "osm", text: "Open Street Maps" },
    ],
  },
  text("location.address", "Address"),
  toggle("location.showMap", "Show Map", true),
  text("location.phone", "Phone Number"),
];
const sounds = choices("Bell", "Chime", "Ding", "Marimba", "Ping", "Plucky", "Radar");

export function SystemTab({ restaurant }: { restaurant: RestaurantRecord }) {
  const { settings } = useSettings();
  const plain = (title: string, ...rows: Row[]) => ({
    title,
    body: <SettingsForm block={`System: ${title}`} rows={rows} />,
  });
  return (
    <Accordion
      openAt={0}
      blocks={[
        { title: "Restaurant", body: <FactsOfRestaurant restaurant={{ ...restaurant, settings }} /> },
        plain("General", ...general),
        plain("Location", ...location),
        plain("Opening Hours", { kind: "hours", key: "location.hours", title: "Opening Hours" }),
        plain(
          "Order Notifications",
          text("system.notify.email", "Email"),
          toggle("system.notify.sms", "Text Messages"),
        ),
        plain(
          "Order Numbers",
          text("system.orders.prefix", "Prefix"),
          number("system.orders.start", "First Number", "1"),
        ),
        plain("Reports", toggle("system.reports.daily", "Daily Report")),
        { title: "Receipt Printing", body: <ReceiptPrinting restaurantId={restaurant.id} /> },
        plain("Kitchen Display", toggle("system.kitchen.show", "Show Kitchen Display")),
        {
          title: "Audio Notifications",
          body: (
            <div>
              <SettingsForm
                block="System: Audio Notifications"
                rows={[
                  { kind: "select", key: "system.audio.sound", title: "Sound", choices: sounds },
                  number("system.audio.repeat", "Repeat Count", "1"),
                  toggle("system.audio.stopOnClick", "Stop On Click"),
                ]}
              />
            </div>
          ),
        },
        { title: "Customer Accounts", body: <CustomerAccounts /> },
        plain("Analytics", text("system.analytics.id", "Measurement ID")),
        plain("Gift Cards", toggle("system.giftcards.show", "Sell Gift Cards")),
        { title: "Webhooks", body: <Webhooks restaurantId={restaurant.id} /> },
      ]}
    />
  );
}
