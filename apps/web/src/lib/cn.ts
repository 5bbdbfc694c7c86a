import { type ClassValue, clsx } from "clsx";
import { createTailwindMerge, validators } from "tailwind-merge";

const any = () => true;
const { isArbitraryImage, isArbitraryLength, isNumber } = validators;

/** Groups whose classes all begin alike and take any value: `px-4`. */
const WITH_ANY_VALUE = [
  ...["inset", "inset-x", "inset-y", "top", "right", "bottom", "left", "z", "basis", "shrink", "grow", "order"],
  ...["grid-cols", "gap", "gap-x", "gap-y", "self", "aspect", "columns", "leading", "tracking", "opacity", "duration"],
  ...["p", "px", "py", "pt", "pr", "pb", "pl", "m", "mx", "my", "mt", "mr", "mb", "ml", "space-y"],
  ...["size", "w", "min-w", "max-w", "h", "min-h", "max-h", "ease", "rotate", "scale", "origin", "cursor", "resize"],
  ...["translate-x", "translate-y", "rounded", "rounded-t", "rounded-r", "rounded-b", "rounded-l", "rounded-tr"],
  ...["rounded-bl", "underline-offset", "outline-offset", "whitespace", "select"],
] as const;
type Named = (typeof WITH_ANY_VALUE)[number];

/** Groups that are a list of words, or share their beginning with another group; the narrower one stands first. */
const WORDS = {
  display: [
    "block",
    "inline-block",
    "inline",
    "flex",
    "inline-flex",
    "grid",
    "inline-grid",
    "hidden",
    "contents",
  ].concat(["table", "table-row", "table-row-group", "table-header-group", "table-cell", "list-item"]),
  position: ["static", "fixed", "absolute", "relative", "sticky"],
  sr: ["sr-only", "not-sr-only"],
  float: [{ float: ["right", "left", "none"] }],
  "object-fit": [{ object: ["contain", "cover", "fill", "none"] }],
  overflow: [{ overflow: ["auto", "hidden", "visible", "scroll", "clip"] }],
  "overflow-x": [{ "overflow-x": [any] }],
  "overflow-y": [{ "overflow-y": [any] }],
  "flex-direction": [{ flex: ["row", "row-reverse", "col", "col-reverse"] }],
  "flex-wrap": [{ flex: ["wrap", "nowrap", "wrap-reverse"] }],
  flex: [{ flex: [any] }],
  "col-start-end": [{ col: [any] }],
  "justify-items": [{ "justify-items": [any] }],
  justify: [{ justify: ["start", "end", "center", "between", "around", "evenly", "stretch"] }],
  "align-content": [{ content: ["center", "start", "end", "between"] }],
  content: [{ content: [any] }],
  items: [{ items: [any] }],
  "place-content": [{ "place-content": [any] }],
  "place-items": [{ "place-items": [any] }],
  "font-size": [{ text: ["11", "12", "13", "14", "16", "18", "20", "26", "28", "34", isArbitraryLength] }],
  "text-alignment": [{ text: ["left", "center", "right", "justify"] }],
  "text-color": [{ text: [any] }],
  "font-weight": [{ font: ["regular", "medium", "control", "heading", "normal"] }],
  "font-family": [{ font: [any] }],
  "text-overflow": ["truncate"],
  "text-decoration": ["underline", "line-through", "no-underline"],
  "vertical-align": [{ align: [any] }],
  break: [{ break: ["normal", "words", "all"] }],
  "bg-image": [{ bg: ["none", isArbitraryImage] }],
  "bg-color": [{ bg: [any] }],
  "border-collapse": [{ border: ["collapse", "separate"] }],
  "border-style": [{ border: ["solid", "dashed", "dotted", "none"] }],
  "border-w": ["border", { border: [isNumber] }],
  "border-w-x": ["border-x", { "border-x": [isNumber] }],
  "border-w-y": ["border-y", { "border-y": [isNumber] }],
  "border-w-t": ["border-t", { "border-t": [isNumber] }],
  "border-w-r": ["border-r", { "border-r": [isNumber] }],
  "border-w-b": ["border-b", { "border-b": [isNumber] }],
  "border-w-l": ["border-l", { "border-l": [isNumber] }],
  "border-color": [{ border: [any] }],
  "divide-y": ["divide-y", { "divide-y": [isNumber] }],
  "divide-color": [{ divide: [any] }],
  "outline-style": [{ outline: ["none", "hidden", "dashed"] }],
  "outline-w": ["outline", { outline: [isNumber] }],
  "outline-color": [{ outline: [any] }],
  shadow: [{ shadow: ["1", "2", "3", "none"] }],
  "ring-w": ["ring", { ring: [isNumber] }],
  "ring-color": [{ ring: [any] }],
  transition: ["transition", { transition: [any] }],
};
type Group = Named | keyof typeof WORDS;

/** A class of the first group takes the place of those of the others that stand before it. */
const REPLACES: Partial<Record<Group, Group[]>> = {
  inset: ["inset-x", "inset-y", "top", "right", "bottom", "left"],
  "inset-x": ["right", "left"],
  "inset-y": ["top", "bottom"],
  flex: ["basis", "grow", "shrink"],
  gap: ["gap-x", "gap-y"],
  p: ["px", "py", "pt", "pr", "pb", "pl"],
  px: ["pr", "pl"],
  py: ["pt", "pb"],
  m: ["mx", "my", "mt", "mr", "mb", "ml"],
  mx: ["mr", "ml"],
  my: ["mt", "mb"],
  size: ["w", "h"],
  overflow: ["overflow-x", "overflow-y"],
  "font-size": ["leading"],
  rounded: ["rounded-t", "rounded-r", "rounded-b", "rounded-l", "rounded-tr", "rounded-bl"],
  "rounded-t": ["rounded-tr"],
  "rounded-r": ["rounded-tr"],
  "rounded-b": ["rounded-bl"],
  "rounded-l": ["rounded-bl"],
  "border-w": ["border-w-x", "border-w-y", "border-w-t", "border-w-r", "border-w-b", "border-w-l"],
  "border-w-x": ["border-w-r", "border-w-l"],
  "border-w-y": ["border-w-t", "border-w-b"],
};

/** The library's own table of all of Tailwind is half as much as our pages: these are the groups they use. */
const merge = createTailwindMerge(() => ({
  cacheSize: 500,
  theme: {},
  classGroups: { ...Object.fromEntries(WITH_ANY_VALUE.map((name) => [name, [{ [name]: [any] }]])), ...WORDS } as Record<
    Group,
    (typeof WORDS)[keyof typeof WORDS]
  >,
  conflictingClassGroups: REPLACES,
  conflictingClassGroupModifiers: { "font-size": ["leading"] },
  orderSensitiveModifiers: ["before", "after", "placeholder", "file", "marker", "selection", "first-line", "*", "**"],
}));

export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
