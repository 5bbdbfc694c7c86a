/** A menu as a file says it and as the portal is expected to show it. Ids are empty until the portal has given one. */
export type Menu = {
  id: string;
  name: string;
  displayName: string;
  description: string;
  categories: Category[];
};

export type Category = { id: string; name: string; displayName: string; description: string; dishes: Dish[] };

export const DISH_TYPES = ["standard", "combo"] as const;
export type DishType = (typeof DISH_TYPES)[number];

export type Dish = {
  id: string;
  name: string;
  priceCents: number;
  type: DishType;
  description: string;
  displayName: string;
  printName: string;
  tags: string[];
  image: DishImage | null;
};

export type DishImage = { kind: "url"; url: string } | { kind: "cdn"; id: string; filename: string };

export function countDishes(menu: Menu): number {
  return menu.categories.reduce((sum, category) => sum + category.dishes.length, 0);
}

export function menuInWords(menu: Menu): string {
  const [categories, dishes] = [menu.categories.length, countDishes(menu)];
  return `${dishes === 1 ? "1 dish" : `${dishes} dishes`} in ${categories === 1 ? "1 category" : `${categories} categories`}`;
}

/** `blank`: the portal makes everything new. `all`: everything is there already. `some`: both. */
export type IdState = "blank" | "some" | "all";

export function idState(menu: Menu): IdState {
  const ids = [
    menu.id,
    ...menu.categories.flatMap((category) => [category.id, ...category.dishes.map(({ id }) => id)]),
  ];
  if (ids.every((id) => id === "")) return "blank";
  return ids.every((id) => id !== "") ? "all" : "some";
}

/** `1250` → `12.50`: how the portal's file and its pages write a price. */
export function priceText(cents: number): string {
  return (cents / 100).toFixed(2);
}
