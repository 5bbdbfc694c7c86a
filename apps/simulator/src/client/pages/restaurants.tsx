import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import type { ListedRestaurant } from "../../words.ts";
import { call, pause } from "../api.ts";
import { directiveMs, latencyMs, storeUrl } from "../boot.ts";
import { Button } from "../parts/form.tsx";
import { CreateRestaurantDialog } from "./create-restaurant.tsx";
import { DashboardShell } from "./shell.tsx";

const pollMs = 5000;

export function RestaurantsPage({ email, onReady }: { email: string; onReady: () => void }) {
  const [restaurants, setRestaurants] = useState<ListedRestaurant[]>();
  const [drawing, setDrawing] = useState(0);
  const [search, setSearch] = useState("");
  const [isCreating, setCreating] = useState(false);
  const [, go] = useLocation();

  const load = async () => {
    const answer = await call<{ restaurants: ListedRestaurant[] }>("GET", "/api/restaurants");
    setRestaurants(answer.restaurants);
  };

  useEffect(() => {
    let isHere = true;
    const start = async () => {
      await load().catch(() => setRestaurants((known) => known ?? []));
      onReady();
      await pause((latencyMs.listMs ?? 0) + directiveMs("list-late", "ms"));
      // The list is drawn once, and soon after drawn anew with fresh elements: an observed habit.
      if (isHere) setDrawing(1);
      await load().catch(() => undefined);
      if (isHere) setDrawing(2);
    };
    void start();
    const timer = setInterval(() => void load().catch(() => undefined), pollMs);
    return () => {
      isHere = false;
      clearInterval(timer);
    };
  }, []);

  const onCreated = async () => {
    setCreating(false);
    await load().catch(() => undefined);
    setDrawing((count) => count + 1);
  };

  const wanted = search.toLowerCase();
  const shown = restaurants?.filter(({ name, address }) => `${name} ${address}`.toLowerCase().includes(wanted)) ?? [];
  const isEmpty = restaurants?.length === 0;
  return (
    <DashboardShell email={email}>
      <div className="page-head">
        <h1>Restaurants</h1>
        {drawing > 0 && !isEmpty && (
          <div className="tools">
            <input
              type="search"
              placeholder="Search restaurants"
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
            <Button look="primary" onClick={() => setCreating(true)}>
              Add Restaurant
            </Button>
          </div>
        )}
      </div>
      {drawing > 0 && isEmpty && (
        <div className="empty">
          <p>You have no restaurants yet. Set up your first one to start taking orders.</p>
          <Button look="primary" onClick={() => setCreating(true)}>
            Create New Restaurant
          </Button>
        </div>
      )}
      {drawing > 0 && !isEmpty && (
        <div className="restaurant-list" key={drawing}>
          {shown.map((restaurant, index) => (
            <div key={restaurant.id} id={`restaurant-list-item-${index}`} className="restaurant-row">
              <div>
                <h4>{restaurant.name}</h4>
                <div className="flex-line centered child-mr-10 m-t-2">
                  <Button onClick={() => go(`/restaurant/${restaurant.id}`)}>Manage</Button>
                  <Button
                    id={`restaurant-list-item-view-store-${index}`}
                    onClick={() => window.open(storeUrl(restaurant.subdomain), "_blank")}
                  >
                    View Store
                  </Button>
                </div>
                <p className="restaurant-facts">
                  <span>{restaurant.address}</span>
                  <span>{storeUrl(restaurant.subdomain).replace(/^https?:\/\/|\/$/g, "")}</span>
                </p>
              </div>
            </div>
          ))}
          {shown.length === 0 && <p className="empty">No restaurant matches your search.</p>}
        </div>
      )}
      {isCreating && <CreateRestaurantDialog onClose={() => setCreating(false)} onCreated={onCreated} />}
    </DashboardShell>
  );
}
