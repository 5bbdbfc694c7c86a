"use client";
import { Search } from "lucide-react";
import { useState } from "react";
import { LoadingRows } from "@/components/list-faces";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { RESTAURANT_WORDS } from "@/features/restaurants/words";
import { trpc } from "@/lib/trpc/client";
import { useSettled } from "@/lib/use-settled";
import { OPENED_WORDS as W } from "./opened-words";

type ChooseRestaurantsProps = {
  onClose: () => void;
  chosen: readonly string[];
  onChoose: (ids: string[]) => void;
};

const SHOWN = 12;
const STILL_MS = 200;

/** Found by name, ticked one by one; the list behind follows at once. */
export default function ChooseRestaurants({ onClose, chosen, onChoose }: ChooseRestaurantsProps) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={W.chooseRestaurants}>
      <Found chosen={chosen} onChoose={onChoose} />
    </Dialog>
  );
}

function Found({ chosen, onChoose }: Pick<ChooseRestaurantsProps, "chosen" | "onChoose">) {
  const [q, setQ] = useState("");
  const settled = useSettled(q.trim(), STILL_MS);
  const found = trpc.restaurants.list.useQuery(
    { q: settled === "" ? undefined : settled, limit: SHOWN },
    { placeholderData: (old) => old },
  );
  return (
    <>
      <Input
        type="search"
        aria-label={RESTAURANT_WORDS.search}
        placeholder={RESTAURANT_WORDS.search}
        start={<Search aria-hidden />}
        value={q}
        maxLength={120}
        onChange={(event) => setQ(event.target.value)}
      />
      {found.isPending ? <LoadingRows rows={4} /> : null}
      <ul className="mt-2 divide-y divide-line">
        {found.data?.rows.map(({ id, name, address }) => (
          <li key={id}>
            <label htmlFor={id} className="target flex cursor-default items-center gap-3 py-2">
              <Checkbox
                id={id}
                checked={chosen.includes(id)}
                onCheckedChange={(isOn) => onChoose(isOn ? [...chosen, id] : chosen.filter((one) => one !== id))}
              />
              <span className="min-w-0">
                <span className="voice-place block truncate text-16">{name}</span>
                <span className="block truncate text-12 text-ink-3">{address}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </>
  );
}
