import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { call } from "../api.ts";
import { storeUrl } from "../boot.ts";

/** The page's own children go in here, five plain elements below the scrolling container. */
function ScrollRoot({ menu, children }: { menu?: ReactNode; children: ReactNode }) {
  return (
    <div id="scroll-root">
      <div>
        <div>
          {menu}
          <div>
            <div>
              <div className="page">{children}</div>
            </div>
          </div>
        </div>
      </div>
    </div>
  );
}

export function DashboardShell({ email, children }: { email: string; children: ReactNode }) {
  const [path, go] = useLocation();
  const link = (to: string, text: string) => (
    <Link href={to} className={path === to ? "active" : undefined}>
      {text}
    </Link>
  );
  const logout = async () => {
    await call("DELETE", "/api/session").catch(() => undefined);
    go("/login");
  };
  const menu = (
    <menu className="dashboard-menu">
      <div>
        <div>
          <nav>
            {link("/restaurants", "Restaurants")}
            {link("/billing", "Billing")}
            {link("/team", "Team")}
            {link("/developers", "Developers")}
          </nav>
        </div>
      </div>
    </menu>
  );
  return (
    <main className="dashboard">
      <div className="topbar">
        <span className="brand">Counterside</span>
        <span className="who">
          {email}
          <button type="button" onClick={logout}>
            Log out
          </button>
        </span>
      </div>
      <ScrollRoot menu={menu}>{children}</ScrollRoot>
    </main>
  );
}

type RestaurantShellProps = { id: string; name: string; subdomain: string; children: ReactNode };

export function RestaurantShell({ id, name, subdomain, children }: RestaurantShellProps) {
  const [path] = useLocation();
  const link = (tail: string, nav: string, text: string, icon: string) => {
    const to = `/restaurant/${id}${tail}`;
    return (
      <Link id={`nav-link-${nav}`} href={to} className={path === to ? "active" : undefined}>
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
          <path
            d={icon}
            fill="none"
            stroke="currentColor"
            strokeWidth="1.4"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
        {text}
      </Link>
    );
  };
  return (
    <main className="restaurant">
      <div className="sidebar">
        <aside>
          <div className="brand">{name}</div>
          <nav>
            {link("", "dashboard", "Dashboard", "M2 7l6-5 6 5v7H2z")}
            {link("/orders", "orders", "Orders", "M3 2h10v12l-2-1-1.5 1L8 13l-1.5 1L5 13l-2 1zM6 6h4M6 9h4")}
            {link("/bookings", "bookings", "Bookings", "M2 3h12v11H2zM2 6h12M5 1v3M11 1v3")}
            {link("/menus", "menus", "Menus", "M4 1v5a2 2 0 0 0 4 0V1M6 8v7M12 1c-2 1-2 6 0 7v7")}
            {link("/customers", "customers", "Customers", "M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 14c1-5 11-5 12 0")}
            {link("/promos", "promos", "Promos", "M2 8l6-6h6v6l-6 6zM11 5h.01")}
            {link(
              "/settings",
              "settings",
              "Settings",
              "M2 4h8M13 4h1M2 8h2M7 8h7M2 12h6M11 12h3M11.5 2.5v3M5.5 6.5v3M9.5 10.5v3",
            )}
            <a id="nav-link-view-store" href={storeUrl(subdomain)} target="_blank" rel="noreferrer">
              <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
                <path
                  d="M6 3H3v10h10v-3M9 2h5v5M14 2L7 9"
                  fill="none"
                  stroke="currentColor"
                  strokeWidth="1.4"
                  strokeLinecap="round"
                />
              </svg>
              View Store
            </a>
            <Link href="/restaurants" className="back">
              All restaurants
            </Link>
          </nav>
        </aside>
      </div>
      <ScrollRoot>{children}</ScrollRoot>
    </main>
  );
}
