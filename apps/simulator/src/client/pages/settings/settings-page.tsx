import { useEffect, useState } from "react";
import { call, messageOf } from "../../api.ts";
import { classes } from "../../classes.ts";
import { TabOptions } from "../../parts/tab-select.tsx";
import { toast } from "../../toasts.tsx";
import type { RestaurantRecord } from "../restaurant-area.tsx";
import { IntegrationsTab } from "./integrations-tab.tsx";
import { PaymentsTab } from "./payments-tab.tsx";
import { ServicesTab } from "./services-tab.tsx";
import { SettingsProvider } from "./settings-document.tsx";
import { SystemTab } from "./system-tab.tsx";
import { WebsiteTab } from "./website-tab.tsx";

const tabs = ["System", "Services", "Payments", "Website", "Integrations"] as const;

export function SettingsPage({ restaurantId }: { restaurantId: string }) {
  const [restaurant, setRestaurant] = useState<RestaurantRecord>();
  const [tab, setTab] = useState(() => {
    const wanted = new URLSearchParams(location.search).get("tab");
    return Math.max(
      0,
      tabs.findIndex((one) => one.toLowerCase() === wanted),
    );
  });
  useEffect(() => {
    call<RestaurantRecord>("GET", `/api/restaurants/${restaurantId}`).then(setRestaurant, (problem) =>
      toast(messageOf(problem), "bad"),
    );
  }, [restaurantId]);
  const pick = (index: number) => {
    setTab(index);
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
      {restaurant && (
        <SettingsProvider restaurantId={restaurantId} initial={restaurant.settings}>
          <ChosenTab tab={tab} restaurant={restaurant} />
        </SettingsProvider>
      )}
    </>
  );
}

/** In place of each other, as the third element of the page. */
function ChosenTab({ tab, restaurant }: { tab: number; restaurant: RestaurantRecord }) {
  switch (tabs[tab]) {
    case "Services":
      return <ServicesTab />;
    case "Payments":
      return <PaymentsTab restaurant={restaurant} />;
    case "Website":
      return <WebsiteTab />;
    case "Integrations":
      return <IntegrationsTab />;
    default:
      return <SystemTab restaurant={restaurant} />;
  }
}
