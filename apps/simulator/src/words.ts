/** What the portal talks about. Shared by server and browser code; types and lists only. */

export const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
export type Day = (typeof days)[number];
export type Slot = { day: Day; open: string; close: string };
export type Tax = { name: string; rate: string };

/** The whole settings document of a restaurant is one flat map; a save replaces it whole (last write wins). */
export type SettingValue = string | number | boolean | string[] | Slot[] | Tax[];
export type Settings = Record<string, SettingValue>;

export type Dish = {
  id: string;
  name: string;
  displayName: string;
  printName: string;
  price: string;
  type: string;
  description: string;
  image: string;
};
export type Category = { id: string; name: string; displayName: string; description: string; dishes: Dish[] };
export type Menu = {
  id: string;
  name: string;
  displayName: string;
  description: string;
  categories: Category[];
  createdAt: string;
};

export type Option = { name: string; printName: string; price: string; preselected: boolean };
export type OptionSet = {
  id: string;
  internalNote: string;
  name: string;
  displayName: string;
  options: Option[];
  required: boolean;
  selectMultiple: boolean;
  enableQuantity: boolean;
  min: string;
  max: string;
  dishIds: string[];
  createdAt: string;
};
export type Tag = {
  id: string;
  name: string;
  text: string;
  icon: string;
  background: string;
  color: string;
  dishIds: string[];
  createdAt: string;
};

/** A thing of a restaurant with a form and perhaps a secret of its own: printer, webhook, payment method. */
export type Part = { id: string; secret: string; values: Settings; createdAt: string };
export type ApiKeyView = { id: string; name: string; key: string; restaurantIds: string[]; createdAt: string };

export type Choice = { value: string; text: string };

export const locales: Choice[] = [
  { value: "en-NZ", text: "English - New Zealand" },
  { value: "en-AU", text: "English - Australia" },
  { value: "en-US", text: "English - United States" },
  { value: "en-GB", text: "English - United Kingdom" },
  { value: "en-CA", text: "English - Canada" },
  { value: "da-DK", text: "Danish - Denmark" },
  { value: "de-DE", text: "German - Germany" },
  { value: "fr-FR", text: "French - France" },
  { value: "fr-CA", text: "French - Canada" },
  { value: "es-ES", text: "Spanish - Spain" },
  { value: "es-MX", text: "Spanish - Mexico" },
  { value: "it-IT", text: "Italian - Italy" },
  { value: "pt-BR", text: "Portuguese - Brazil" },
];

const zone = (value: string, city: string): Choice => ({ value, text: `${city} (${value})` });
export const timezones: Choice[] = [
  zone("Pacific/Auckland", "Auckland"),
  zone("Pacific/Chatham", "Chatham"),
  zone("Australia/Sydney", "Sydney"),
  zone("Australia/Melbourne", "Melbourne"),
  zone("Australia/Brisbane", "Brisbane"),
  zone("Australia/Perth", "Perth"),
  zone("Australia/Adelaide", "Adelaide"),
  zone("Australia/Darwin", "Darwin"),
  zone("Australia/Hobart", "Hobart"),
  zone("America/New_York", "New York"),
  zone("America/Chicago", "Chicago"),
  zone("America/Denver", "Denver"),
  zone("America/Los_Angeles", "Los Angeles"),
  zone("America/Phoenix", "Phoenix"),
  zone("America/Anchorage", "Anchorage"),
  zone("Pacific/Honolulu", "Honolulu"),
  zone("Europe/London", "London"),
  zone("America/Toronto", "Toronto"),
  zone("America/Winnipeg", "Winnipeg"),
  zone("America/Edmonton", "Edmonton"),
  zone("America/Vancouver", "Vancouver"),
  zone("America/Halifax", "Halifax"),
  zone("America/St_Johns", "St. John's"),
  zone("Europe/Berlin", "Berlin"),
  zone("Europe/Copenhagen", "Copenhagen"),
  zone("Asia/Singapore", "Singapore"),
];

export const currencies: Choice[] = [
  { value: "NZD", text: "New Zealand Dollar (NZD)" },
  { value: "AUD", text: "Australian Dollar (AUD)" },
  { value: "USD", text: "US Dollar (USD)" },
  { value: "GBP", text: "British Pound (GBP)" },
  { value: "CAD", text: "Canadian Dollar (CAD)" },
  { value: "EUR", text: "Euro (EUR)" },
  { value: "DKK", text: "Danish Krone (DKK)" },
  { value: "SGD", text: "Singapore Dollar (SGD)" },
];

export const dateFormats: Choice[] = ["DD/MM/YYYY", "MM/DD/YYYY", "YYYY-MM-DD"].map((value) => ({
  value,
  text: value,
}));
export const timeFormats: Choice[] = [
  { value: "12", text: "12 hour (6:30 pm)" },
  { value: "24", text: "24 hour (18:30)" },
];

/** What a create asks for, as the browser sends it. */
export type NewRestaurant = {
  name: string;
  subdomain: string;
  mapSource: string;
  address: { placeId: string; text: string } | null;
  phone: string;
  hours: Slot[];
  locale: string;
  customerLocale: string;
  timezone: string;
  dateFormat: string;
  timeFormat: string;
  currency: string;
  taxInPrices: boolean;
};

export type ListedRestaurant = { id: string; name: string; subdomain: string; address: string; phone: string };

/** What the server tells a page to show beside the answer: how UI faults reach a running page. */
export type Directive = { id: string; kind: string } & Record<string, unknown>;
export type Boot = { directives: Directive[]; latencyMs: Record<string, number> };
