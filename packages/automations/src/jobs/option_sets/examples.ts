import type { z } from "zod";
import type { optionSets } from "./definition.ts";

type Input = z.input<typeof optionSets.input>;

/** Invented sets for the dishes of the menu example: quotes, backslashes, macrons, free options, a dish twice on the menu. */
export const optionSetsExamples = {
  three: {
    upstreamId: "RESmeantOne1",
    subdomain: "weta-and-vine",
    optionSets: [
      {
        name: "Choose your size",
        displayName: "Size",
        isRequired: true,
        min: 1,
        max: 1,
        options: [
          { name: "Small", price: 0 },
          { name: "Large", price: 3.5 },
        ],
        dishes: ["Beef Pho", 'Udon "Failed" Special'],
      },
      {
        name: 'Extras "to share" \\ kūmara',
        isMultiple: true,
        min: 0,
        max: 3,
        options: [
          { name: 'Kūmara "fries"', price: 6 },
          { name: "Back\\slash sauce", price: 0.5 },
          { name: "L'Aïoli & chips", price: 12.25 },
        ],
        dishes: ["Unlimited Error Burger", "Spring Rolls 97% (6)", "Kūmara & Feta"],
      },
      { name: "Notes", options: [{ name: "No chilli" }], dishes: [] },
    ],
  },
} as const satisfies Record<string, Input>;
