import { PAGES } from "./go-keys";

type KeyLine = { keys: readonly string[]; does: string };
type KeyGroup = { title: string; lines: readonly KeyLine[] };

/** What `?` shows. Each of these can be done by mouse too. */
export const KEY_GROUPS: readonly KeyGroup[] = [
  {
    title: "Everywhere",
    lines: [
      { keys: ["⌘ K", "Ctrl K"], does: "Find or start" },
      { keys: ["C"], does: "Start a job" },
      { keys: ["/"], does: "Search this list, or find" },
      { keys: ["T"], does: "Light or dark" },
      { keys: ["?"], does: "These keys" },
      { keys: ["Esc"], does: "Close one layer" },
    ],
  },
  { title: "Go to", lines: PAGES.map(({ key, label }) => ({ keys: ["G", key.toUpperCase()], does: label })) },
  {
    title: "Lists",
    lines: [
      { keys: ["J", "K"], does: "Next row, row before" },
      { keys: ["Enter"], does: "Open the row" },
      { keys: ["X"], does: "Select the row" },
      { keys: ["A"], does: "Select all in this view" },
      { keys: ["R"], does: "Retry the selected ones, or the row" },
      { keys: ["S"], does: "Stop the selected ones, or the row" },
      { keys: ["F"], does: "Filter" },
    ],
  },
  {
    title: "Job",
    lines: [
      { keys: ["R"], does: "Retry, with what it would do" },
      { keys: ["L"], does: "Log" },
      { keys: ["P"], does: "Pause the live picture" },
      { keys: ["[", "]"], does: "First and last picture; arrows go between" },
      { keys: ["Y"], does: "Copy the job's id" },
      { keys: ["O"], does: "Open at the portal" },
    ],
  },
];

export const KEYS_WORDS = {
  title: "Keys",
  lead: "None of them acts while you type.",
  letters: "Single keys",
  lettersNote: "Off: only Ctrl K and Esc act. Kept on this computer.",
} as const;
