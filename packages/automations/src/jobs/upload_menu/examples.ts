import type { z } from "zod";
import type { uploadMenu } from "./definition.ts";
import { VARIANTS } from "./menu-csv/index.ts";

type Input = z.input<typeof uploadMenu.input>;
type Row = [category: string, name: string, price: string, description?: string, tags?: string];

/** Invented dishes with everything that has ever gone wrong: quotes, counts, macrons, reserved words, Featured twins. */
const ROWS: Row[] = [
  ["Featured Items", "Beef Pho", "16.50", "Slow broth, rice noodles", "Popular"],
  ["Featured Items", "Unlimited Error Burger", "19.00"],
  ["Noodles", "Beef Pho", "16.50", "Slow broth, rice noodles", "Popular"],
  ["Noodles", 'Udon "Failed" Special', "18.00", "", "Vegan"],
  ["Noodles", "Spring Rolls 97% (6)", "9.50"],
  ["Burgers", "Unlimited Error Burger", "19.00"],
  ["Burgers", "Kūmara & Feta", "15.00", "", "Vegetarian~Gluten Free"],
  ["Drinks", "- Extra ice", "0.00"],
  ["Drinks", "L'Eau \\ sparkling", "1234.50"],
];

export const exampleMenuCsv = [
  VARIANTS["no-images"].join(","),
  ...ROWS.map(([category, name, price, description = "", tags = ""]) =>
    ["", "Menu", "", "", "", category, "", "", "", name, price, "standard", description, "", "", tags]
      .map(quoted)
      .join(","),
  ),
].join("\n");

function quoted(cell: string): string {
  return /[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

export const uploadMenuExamples = {
  small: {
    upstreamId: "RESmeantOne1",
    subdomain: "weta-and-vine",
    file: {
      artifactId: "0b7c1f52-3c1e-4f8e-9a55-5d1f5a6b7c01",
      fileName: "weta-menu.csv",
      sha256: "4a0fda4ade31f66e7653d9e1bfdbdf0c9c32653297f6be11255ed8b9885f9cd1",
      bytes: 801,
    },
    menuName: "Menu",
    counts: { categories: 4, dishes: ROWS.length },
    areFormulasConfirmed: true,
  },
} as const satisfies Record<string, Input>;
