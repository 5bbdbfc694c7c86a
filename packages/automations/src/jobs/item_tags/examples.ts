import type { z } from "zod";
import type { itemTags } from "./definition.ts";
import { TAG_PRESETS } from "./presets.ts";

type Input = z.input<typeof itemTags.input>;

const DISHES: Readonly<Record<string, readonly string[]>> = {
  Popular: ["Beef Pho"],
  Vegan: ['Udon "Failed" Special'],
  "Gluten Free": ["Kūmara & Feta", "Spring Rolls 97% (6)"],
};

/** Invented: the ten presets on dishes of the menu example, and three of them alone. */
export const itemTagsExamples = {
  presets: {
    upstreamId: "RESmeantOne1",
    subdomain: "weta-and-vine",
    tags: TAG_PRESETS.map((preset) => ({ ...preset, dishes: [...(DISHES[preset.name] ?? [])] })),
  },
  three: {
    upstreamId: "RESmeantOne1",
    subdomain: "weta-and-vine",
    tags: [
      { name: "Popular", colour: "#b400fa", dishes: ["Beef Pho"] },
      { name: 'Chef\'s "pick" \\ kai', colour: "#36AB36", dishes: ["Kūmara & Feta"] },
      { name: "Nut Free", colour: "#deb887", dishes: [] },
    ],
  },
} satisfies Record<string, Input>;
