import { useState } from "react";
import { classes } from "../../classes.ts";
import { Block } from "../../parts/block.tsx";
import { TabOptions } from "../../parts/tab-select.tsx";
import type { RestaurantRecord } from "../restaurant-area.tsx";
import { FactsOfRestaurant } from "./facts-of-restaurant.tsx";

const tabs = ["System", "Services", "Payments", "Website", "Integrations"] as const;

export function SettingsPage({ restaurant }: { restaurant: RestaurantRecord }) {
  const [tab, setTab] = useState(() => {
    const wanted = new URLSearchParams(location.search).get("tab");
    return Math.max(
      0,
      tabs.findIndex((one) => one.toLowerCase() === wanted),
    );
  });
  const [open, setOpen] = useState<number | null>(0);
  const pick = (index: number) => {
    setTab(index);
    setOpen(index === 0 ? 0 : null);
    history.replaceState(null, "", `?tab=${(tabs[index] ?? "").toLowerCase()}`);
  };
  return (
    <>
      <div className="page-head">
        <h1>Restaurant settings</h1>
      </div>
      <div id="settings-tab-select" className={classes.tabSelect}>
        <div id="settings-tab-select-tab-select-content">
          <TabOptions tabs={tabs} active={tab} onPick={pick} />
        </div>
      </div>
      <div className={classes.section}>
        <div>
          {tab === 0 && (
            <Block title="Restaurant" isOpen={open === 0} onToggle={() => setOpen(open === 0 ? null : 0)}>
              <FactsOfRestaurant restaurant={restaurant} />
            </Block>
          )}
        </div>
      </div>
    </>
  );
}
