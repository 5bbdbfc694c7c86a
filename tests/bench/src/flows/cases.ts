import { createHash } from "node:crypto";
import { fail, type JobFiles, type StoredFile } from "@pumpd/automations/define";
import type { JobType } from "@pumpd/automations/definitions";
import { examples, websiteExampleFiles } from "@pumpd/automations/examples";

/** One row of the table: what is asked for, what must be there before, and the goal in seconds. */
export type FlowCase = { type: JobType; about: string; input: unknown; before?: FlowCase; goalSeconds: number };

export const TARGET = { upstreamId: "RESmeantOne1", subdomain: "weta-and-vine", name: "Weta & Vine" };
const target = { upstreamId: TARGET.upstreamId, subdomain: TARGET.subdomain };

const CATEGORIES = 10;
const DISHES_EACH = 15;
const dishes = Array.from({ length: CATEGORIES * DISHES_EACH }, (_, n) => `Dish ${String(n + 1).padStart(3, "0")}`);

const menuCsv = [
  "menuID,menuName,menuDisplayName,menuDescription,categoryID,categoryName,categoryDisplayName,categoryDescription,dishID,dishName,dishPrice,dishType,dishDescription,displayName,printName,tags",
  ...dishes.map(
    (dish, n) => `,Menu,,,,Category ${Math.floor(n / DISHES_EACH) + 1},,,,${dish},${10 + (n % 20)}.50,standard,,,,`,
  ),
].join("\n");
const menuFile: StoredFile = {
  artifactId: "0b7c1f52-3c1e-4f8e-9a55-5d1f5a6b7c99",
  fileName: "menu.csv",
  sha256: createHash("sha256").update(menuCsv).digest("hex"),
  bytes: Buffer.byteLength(menuCsv),
};

const stored: Readonly<Record<string, Uint8Array | string>> = {
  ...websiteExampleFiles,
  [menuFile.artifactId]: menuCsv,
};
export const files: JobFiles = {
  read: async (id) => {
    const file = stored[id];
    if (file === undefined) throw fail("FILE_MISSING", { file: id });
    return typeof file === "string" ? new TextEncoder().encode(file) : file;
  },
};

const menu: FlowCase = {
  type: "upload_menu",
  about: `menu of ${dishes.length} items`,
  input: {
    ...target,
    file: menuFile,
    menuName: "Menu",
    counts: { categories: CATEGORIES, dishes: dishes.length },
    areFormulasConfirmed: true,
  },
  goalSeconds: 8,
};

const optionSets = (count: number, goalSeconds: number): FlowCase => ({
  type: "option_sets",
  about: `${count} option sets`,
  before: menu,
  goalSeconds,
  input: {
    ...target,
    optionSets: Array.from({ length: count }, (_, n) => ({
      name: `Set ${n + 1}`,
      isMultiple: n % 2 === 0,
      max: n % 2 === 0 ? 3 : 1,
      options: Array.from({ length: 3 + (n % 5) }, (_, at) => ({ name: `Option ${at + 1}`, price: at * 0.5 })),
      dishes: dishes.slice(n * 2, n * 2 + 2),
    })),
  },
});

const tags = (count: number, goalSeconds: number): FlowCase => ({
  type: "item_tags",
  about: `${count} tags on ${dishes.length} items`,
  before: menu,
  goalSeconds,
  input: {
    ...target,
    tags: Array.from({ length: count }, (_, n) => ({
      name: `Tag ${n + 1}`,
      colour: `#${(n * 9 + 16).toString(16).padStart(2, "0")}82b4`,
      dishes: dishes.filter((_, at) => at % count === n),
    })),
  },
});

export const register: FlowCase = {
  type: "register_restaurant",
  about: "register",
  input: examples.register_restaurant.plain,
  goalSeconds: 6,
};

const website: FlowCase = {
  type: "configure_website",
  about: "website, all parts",
  input: examples.configure_website.everything,
  goalSeconds: 15,
};

export const cases: readonly FlowCase[] = [register, menu, website, optionSets(73, 60), tags(20, 20)];

/** What a usual restaurant needs, in the order that staff ask for it. */
export const onboarding: readonly FlowCase[] = [register, menu, website, optionSets(20, 60), tags(10, 20)];
