import type { RestaurantKey } from "./restaurants.ts";

const HEADER =
  "menuID,menuName,menuDisplayName,menuDescription,categoryID,categoryName,categoryDisplayName,categoryDescription,dishID,dishName,dishPrice,dishType,dishDescription,displayName,printName,tags";

type Dish = [category: string, name: string, price: string, description: string, tags?: string];

const VINE: Dish[] = [
  ["Small plates", "Kūmara & Feta Fritters", "14.50", "With lemon yoghurt", "Vegetarian~Popular"],
  ["Small plates", "Smoked Kahawai Pâté", "16.00", "Toasted rye"],
  ["Mains", "Beef Cheek Pie", "28.00", "Red wine, root vegetables", "Popular"],
  ["Mains", "Mushroom Gnocchi", "26.50", "Sage butter", "Vegetarian"],
  ["Mains", "Chickpea Curry", "24.00", "Coconut, lime leaf", "Vegan~Gluten Free~Spicy"],
  ["Sweets", "Feijoa Crumble", "13.00", "Oat crumb, vanilla cream"],
  ["Drinks", "Elderflower Soda", "7.50", "House made", "Vegan"],
];
const NOODLES: Dish[] = [
  ["Noodles", "Beef Pho", "18.50", "Slow broth, rice noodles", "Popular~Gluten Free"],
  ["Noodles", "Tofu Laksa", "17.00", "Coconut broth", "Vegetarian~Spicy"],
  ["Dumplings", "Pork & Chive Dumplings", "13.50", "Eight pieces"],
  ["Drinks", "Iced Lemon Tea", "6.00", "", "Vegan"],
];

/** Menus that are handed over already, each ready to be uploaded. */
export const MENUS: Partial<Record<RestaurantKey, { fileName: string; csv: string }>> = {
  wetaAndVine: { fileName: "weta-and-vine-menu.csv", csv: csvOf("Dinner", VINE) },
  harbourNoodles: { fileName: "harbour-noodles-menu.csv", csv: csvOf("All day", NOODLES) },
};

function csvOf(menu: string, dishes: readonly Dish[]): string {
  const rows = dishes.map(([category, name, price, description, tags = ""]) =>
    ["", menu, "", "", "", category, "", "", "", name, price, "standard", `"${description}"`, "", "", tags].join(","),
  );
  return `${[HEADER, ...rows].join("\n")}\n`;
}
