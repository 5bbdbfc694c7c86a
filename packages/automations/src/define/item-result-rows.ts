import { FAILURE_WORDS } from "@pumpd/model/words";
import type { ResultRow } from "./automation.ts";
import { type ItemResult, isWhole } from "./item-results.ts";

const STATUS_WORDS = { created: "made", updated: "changed", kept: "was so already", failed: "failed" } as const;

/** Counts first, then every item that needs a look, then the rest. */
export function itemResultRows(items: readonly ItemResult[], portalPage: string): ResultRow[] {
  const rows = items.map(rowOf);
  const counts = (["created", "updated", "kept", "failed"] as const).flatMap((status) => {
    const count = items.filter((item) => item.status === status).length;
    return count === 0 ? [] : [`${count} ${STATUS_WORDS[status]}`];
  });
  return [
    {
      label: "All",
      ours: String(items.length),
      portal: counts.join(", "),
      isSame: rows.every(({ isSame }) => isSame),
      href: portalPage,
    },
    ...rows.filter(({ isSame }) => !isSame),
    ...rows.filter(({ isSame }) => isSame),
  ];
}

function rowOf(item: ItemResult): ResultRow {
  const { name, status, failure, missingDishes, extraDishes } = item;
  const notes = [
    failure ? FAILURE_WORDS[failure.code].headline(failure.about) : STATUS_WORDS[status],
    missingDishes.length > 0 ? `not on the menu: ${missingDishes.join(", ")}` : "",
    extraDishes.length > 0 ? `also ticked at the portal: ${extraDishes.join(", ")}` : "",
  ];
  return {
    label: name,
    ours: null,
    portal: notes.filter((note) => note !== "").join("; "),
    isSame: isWhole(item),
  };
}
