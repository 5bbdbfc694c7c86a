import { createHash } from "node:crypto";
import { fail, type JobFiles, type StoredFile } from "@pumpd/automations/define";
import type { JobType } from "@pumpd/automations/definitions";
import { examples, websiteExampleFiles } from "@pumpd/automations/examples";

/** One row of the table: what is asked for, what must be there before, and the goal in seconds if there is one. */
export type FlowCase = { type: JobType; about: string; input: unknown; before?: FlowCase; goalSeconds?: number };

export const TARGET = { upstreamId: "RESmeantOne1", subdomain: "weta-and-vine", name: "Weta & Vine" };
const target = { upstreamId: TARGET.upstreamId, subdomain: TARGET.subdomain };

/** Seconds that an item of a menu may take (`reliability.md` M7). */
const SECONDS_PER_DISH = 0.06;
const DISHES_PER_CATEGORY = 15;

type Menu = { dishes: readonly string[]; csv: string; file: StoredFile; upload: FlowCase };

function makeMenu({ id, size, goalSeconds }: { id: string; size: number; goalSeconds: number }): Menu {
  const dishes = Array.from({ length: size }, (_, n) => `Dish ${String(n + 1).padStart(4, "0")}`);
  const categoryOf = (n: number) => Math.floor(n / DISHES_PER_CATEGORY) + 1;
  const csv = [
    "menuID,menuName,menuDisplayName,menuDescription,categoryID,categoryName,categoryDisplayName,categoryDescription,dishID,dishName,dishPrice,dishType,dishDescription,displayName,printName,tags",
    ...dishes.map((dish, n) => `,Menu,,,,Category ${categoryOf(n)},,,,${dish},${10 + (n % 20)}.50,standard,,,,`),
  ].join("\n");
  const sha256 = createHash("sha256").update(csv).digest("hex");
  const file = { artifactId: id, fileName: "menu.csv", sha256, bytes: Buffer.byteLength(csv) };
  const counts = { categories: categoryOf(size - 1), dishes: size };
  const upload: FlowCase = {
    type: "upload_menu",
    about: `menu of ${size} items`,
    input: { ...target, file, menuName: "Menu", counts, areFormulasConfirmed: true },
    goalSeconds,
  };
  return { dishes, csv, file, upload };
}

const usual = makeMenu({ id: "0b7c1f52-3c1e-4f8e-9a55-5d1f5a6b7c99", size: 150, goalSeconds: 8 });
const large = makeMenu({
  id: "0b7c1f52-3c1e-4f8e-9a55-5d1f5a6b7c98",
  size: 1_500,
  goalSeconds: 1_500 * SECONDS_PER_DISH,
});

const stored: Readonly<Record<string, Uint8Array | string>> = {
  ...websiteExampleFiles,
  [usual.file.artifactId]: usual.csv,
  [large.file.artifactId]: large.csv,
};
export const files: JobFiles = {
  read: async (id) => {
    const file = stored[id];
    if (file === undefined) throw fail("FILE_MISSING", { file: id });
    return typeof file === "string" ? new TextEncoder().encode(file) : file;
  },
};

type ForMenu = { menu: Menu; count: number; goalSeconds?: number };

const optionSets = ({ menu: { dishes, upload }, count, ...goal }: ForMenu): FlowCase => ({
  type: "option_sets",
  about: `${count} option sets, ${dishes.length} items`,
  before: upload,
  ...goal,
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

const tags = ({ menu: { dishes, upload }, count, ...goal }: ForMenu): FlowCase => ({
  type: "item_tags",
  about: `${count} tags on ${dishes.length} items`,
  before: upload,
  ...goal,
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

export const cases: readonly FlowCase[] = [
  register,
  usual.upload,
  website,
  optionSets({ menu: usual, count: 73, goalSeconds: 60 }),
  tags({ menu: usual, count: 20, goalSeconds: 20 }),
];

/** The flows that know the menu, with one ten times as long. */
export const largeCases: readonly FlowCase[] = [
  large.upload,
  optionSets({ menu: large, count: 73 }),
  tags({ menu: large, count: 20 }),
];

/** What a usual restaurant needs, in the order that staff ask for it. */
export const onboarding: readonly FlowCase[] = [
  register,
  usual.upload,
  website,
  optionSets({ menu: usual, count: 20 }),
  tags({ menu: usual, count: 10 }),
];
