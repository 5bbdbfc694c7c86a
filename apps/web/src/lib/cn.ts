import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

// Our names for sizes, radii and shadows are not the ones it knows: without this `text-14` would count as a colour.
const merge = extendTailwindMerge({
  extend: {
    theme: {
      text: ["11", "12", "13", "14", "16", "18", "20", "26", "28", "34"],
      radius: ["cell", "control", "card", "bar", "full"],
      shadow: ["1", "2", "3"],
      "font-weight": ["regular", "medium", "control", "heading"],
    },
  },
});

export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
