import { createLoader, parseAsString } from "nuqs/server";

export const restaurantSearchParser = parseAsString.withDefault("");
export const loadRestaurantSearch = createLoader({ q: restaurantSearchParser });

export function restaurantListQuestion(q: string) {
  return { q: q.trim() === "" ? undefined : q.trim().slice(0, 120), limit: 50 };
}
