export * from "./create-restaurant.ts";
export * from "./list-restaurants.ts";
export * from "./next-action.ts";
export * from "./read-restaurant.ts";
export type { RestaurantFields } from "./restaurant-fields.ts";
export * from "./update-restaurant.ts";
