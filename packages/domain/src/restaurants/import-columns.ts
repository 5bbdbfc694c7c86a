/** The columns of a file of restaurants: our name for each, and what people call it in the first row. */
export const RESTAURANT_COLUMNS = {
  name: ["name", "restaurant", "restaurant name"],
  subdomain: ["store address", "subdomain", "store"],
  address: ["street address", "address"],
  phone: ["phone", "telephone", "phone number"],
  openingHours: ["opening hours", "hours"],
  country: ["country"],
  timezone: ["timezone", "time zone"],
  account: ["portal account", "account", "login"],
  note: ["note", "notes"],
} as const satisfies Record<string, readonly [string, ...string[]]>;

export type RestaurantColumn = keyof typeof RESTAURANT_COLUMNS;

export const COLUMN_NAMES = Object.keys(RESTAURANT_COLUMNS) as RestaurantColumn[];

export function findColumn(heading: string): RestaurantColumn | undefined {
  const plain = heading.trim().toLowerCase().replace(/[_-]+/g, " ").replace(/\s+/g, " ");
  return COLUMN_NAMES.find((column) => (RESTAURANT_COLUMNS[column] as readonly string[]).includes(plain));
}
