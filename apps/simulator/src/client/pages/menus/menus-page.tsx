import { useEffect, useState } from "react";
import type { Menu, OptionSet, Tag } from "../../../words.ts";
import { call, messageOf } from "../../api.ts";
import { classes } from "../../classes.ts";
import { Button } from "../../parts/form.tsx";
import { toast } from "../../toasts.tsx";
import { AddDialog } from "./edit-dialogs.tsx";
import { ImportDialog } from "./import-dialog.tsx";
import { MenuList } from "./menu-list.tsx";
import { OptionSets } from "./option-sets.tsx";
import { Tags } from "./tags.tsx";

const tabs = ["Menus", "Option Sets", "Item Tags"] as const;

export type MenuData = { menus: Menu[]; optionSets: OptionSet[]; tags: Tag[] };

/** No word of a refusal may stand on this page by itself: automation takes any for a failed import. */
export function MenusPage({ restaurantId }: { restaurantId: string }) {
  const [data, setData] = useState<MenuData>();
  const [tab, setTab] = useState(0);
  const [dialog, setDialog] = useState<"import" | "add">();
  const base = `/api/restaurants/${restaurantId}`;

  const load = async () => {
    const [menus, optionSets, tags] = await Promise.all([
      call<{ menus: Menu[] }>("GET", `${base}/menus`),
      call<{ "option-sets": OptionSet[] }>("GET", `${base}/option-sets`),
      call<{ tags: Tag[] }>("GET", `${base}/tags`),
    ]);
    setData({ menus: menus.menus, optionSets: optionSets["option-sets"], tags: tags.tags });
  };
  const reload = () => load().catch((problem) => toast(messageOf(problem), "bad"));
  useEffect(() => void reload(), []);

  const finish = async () => {
    setDialog(undefined);
    await reload();
  };
  return (
    <>
      <div className="flex-l-r-center m-b-6">
        <div>
          <h1>Menus</h1>
        </div>
        <div className="toolbar">
          <div>
            <Button onClick={() => setDialog("add")}>Add Menu</Button>
          </div>
          <div>
            <Button onClick={() => window.open(`${base}/menus/export`, "_blank")}>Export</Button>
          </div>
          <div>
            <Button onClick={() => setDialog("import")}>CSV Import</Button>
          </div>
        </div>
      </div>
      <div className={`${classes.buttonGroup} bsl-1`}>
        {tabs.map((name, index) => (
          <button
            key={name}
            type="button"
            className={index === tab ? "chosen" : undefined}
            onClick={() => setTab(index)}
          >
            {name}
          </button>
        ))}
      </div>
      <div className="m-t-8">
        {data && tab === 0 && <MenuList base={base} data={data} onChanged={reload} />}
        {data && tab === 1 && <OptionSets base={base} data={data} onChanged={reload} />}
        {data && tab === 2 && <Tags base={base} data={data} onChanged={reload} />}
      </div>
      {dialog === "import" && <ImportDialog base={base} onClose={() => setDialog(undefined)} onDone={finish} />}
      {dialog === "add" && (
        <AddDialog title="Add Menu" path={`${base}/menus`} onClose={() => setDialog(undefined)} onDone={finish} />
      )}
    </>
  );
}
