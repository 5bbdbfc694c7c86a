/** When a page, or not even its frame, could be drawn. */
export const BROKEN_WORDS = {
  title: "This page could not be drawn",
  text: "It is our bug, and it is written down. Jobs keep running without this page.",
  textWith: (number: string) =>
    `It is our bug, and it is written down as ${number}. Jobs keep running without this page.`,
  again: "Draw it again",
} as const;
