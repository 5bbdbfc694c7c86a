import { useEffect, useState } from "react";
import { Route, Switch } from "wouter";
import type { Settings, Slot } from "../../words.ts";
import { call, messageOf } from "../api.ts";
import { storeUrl } from "../boot.ts";
import { Button } from "../parts/form.tsx";
import { MenusPage } from "./menus/menus-page.tsx";
import { PlainPage } from "./plain-page.tsx";
import { SettingsPage } from "./settings/settings-page.tsx";
import { RestaurantShell } from "./shell.tsx";

export type RestaurantRecord = {
  id: string;
  name: string;
  subdomain: string;
  address: string;
  phone: string;
  createdAt: string;
  hasStripeConnect: boolean;
  settings: Settings;
};

/** Everything under `/restaurant/<id>`. */
export function RestaurantArea({ id, onReady }: { id: string; onReady: () => void }) {
  const [restaurant, setRestaurant] = useState<RestaurantRecord>();
  const [problem, setProblem] = useState<string>();

  useEffect(() => {
    call<RestaurantRecord>("GET", `/api/restaurants/${id}`)
      .then(setRestaurant, (problem) => setProblem(messageOf(problem)))
      .finally(onReady);
  }, [id]);

  if (problem) {
    return (
      <main>
        <div className="empty">
          <p role="alert">{problem}</p>
          <a href="/restaurants">Back to all restaurants</a>
        </div>
      </main>
    );
  }
  if (!restaurant) return <main />;
  return (
    <RestaurantShell id={id} name={restaurant.name} subdomain={restaurant.subdomain}>
      <Switch>
        <Route path="/restaurant/:id/menus">
          <MenusPage restaurantId={id} />
        </Route>
        <Route path="/restaurant/:id/settings">
          <SettingsPage restaurantId={id} />
        </Route>
        <Route path="/restaurant/:id/orders">
          <PlainPage title="Orders" />
        </Route>
        <Route path="/restaurant/:id/bookings">
          <PlainPage title="Bookings" />
        </Route>
        <Route path="/restaurant/:id/customers">
          <PlainPage title="Customers" />
        </Route>
        <Route path="/restaurant/:id/promos">
          <PlainPage title="Promos" />
        </Route>
        <Route>
          <Overview restaurant={restaurant} />
        </Route>
      </Switch>
    </RestaurantShell>
  );
}

function Overview({ restaurant }: { restaurant: RestaurantRecord }) {
  const hours = (restaurant.settings["location.hours"] ?? []) as Slot[];
  return (
    <>
      <div className="page-head">
        <h1>{restaurant.name}</h1>
        <Button onClick={() => window.open(storeUrl(restaurant.subdomain), "_blank")}>Open store</Button>
      </div>
      <div className="tiles">
        <div className="tile">
          <span>Orders today</span>
          <strong>0</strong>
        </div>
        <div className="tile">
          <span>Sales today</span>
          <strong>0.00</strong>
        </div>
        <div className="tile">
          <span>Bookings today</span>
          <strong>0</strong>
        </div>
      </div>
      <div className="card">
        <p>{restaurant.address}</p>
        <p>{restaurant.phone}</p>
        <p>
          {hours.length === 0
            ? "No opening hours"
            : `${hours.length} opening ${hours.length === 1 ? "time" : "times"} a week`}
        </p>
      </div>
    </>
  );
}
