"use client";
import type { RestaurantDetail } from "@/features/answers";
import { useNow } from "@/lib/clock";
import { kitchenAt } from "./kitchen-at";
import { RESTAURANT_WORDS } from "./words";

const W = RESTAURANT_WORDS.kitchen;

/** Whether somebody answers the phone there now, by its own hours and its own clock. */
export function KitchenNow({ restaurant }: { restaurant: Pick<RestaurantDetail, "openingHours" | "timezone"> }) {
  const nowMs = useNow();
  if (!restaurant.openingHours) return null;
  const kitchen = kitchenAt(restaurant.openingHours, { nowMs, timezone: restaurant.timezone });
  if (!kitchen) return null;
  if (kitchen.isOpen) return `. ${W.open(kitchen.until)}`;
  const day = kitchen.inDays === 0 ? W.today : kitchen.inDays === 1 ? W.tomorrow : kitchen.day;
  return `. ${W.opens(day, kitchen.at)}`;
}
