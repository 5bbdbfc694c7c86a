import { useEffect, useState } from "react";
import { Route, Switch, useLocation } from "wouter";
import { call, listenToApi, pause } from "./api.ts";
import { directiveMs, latencyMs } from "./boot.ts";
import { DevelopersPage } from "./pages/developers.tsx";
import { LoginPage } from "./pages/login.tsx";
import { PlainPage } from "./pages/plain-page.tsx";
import { RegisterPage } from "./pages/register.tsx";
import { RestaurantArea } from "./pages/restaurant-area.tsx";
import { RestaurantsPage } from "./pages/restaurants.tsx";
import { DashboardShell } from "./pages/shell.tsx";
import { Toasts } from "./toasts.tsx";

type Who = { kind: "unknown" } | { kind: "nobody"; notice?: string } | { kind: "somebody"; email: string };

export function App() {
  const [who, setWho] = useState<Who>({ kind: "unknown" });
  const [isLoading, setLoading] = useState(false);
  const [isDown, setDown] = useState(false);
  const [path, go] = useLocation();

  const enter = async () => {
    setLoading(true);
    const { email } = await call<{ email: string }>("GET", "/api/session");
    setWho({ kind: "somebody", email });
  };

  useEffect(() => {
    listenToApi({
      onSignedOut: () => {
        setWho({ kind: "nobody", notice: "Your session has ended. Please log in again." });
        go("/login");
      },
      onMaintenance: () => setDown(true),
    });
    if (["/login", "/register"].includes(location.pathname)) {
      setWho({ kind: "nobody" });
      return;
    }
    enter().catch(() => {
      setLoading(false);
      setWho({ kind: "nobody" });
      go("/login");
    });
  }, []);

  /** The overlay leaves when the page's data is there, or as late as a profile or fault wants it. */
  const onReady = async () => {
    await pause((latencyMs.overlayMs ?? 0) + directiveMs("overlay-stuck", "ms"));
    setLoading(false);
  };
  const onSignedIn = () => {
    go("/restaurants");
    enter().catch(() => setLoading(false));
  };

  return (
    <>
      <div className={isLoading ? "cover-loader active" : "cover-loader"}>
        <div />
      </div>
      {isDown && (
        <div className="maintenance-banner" role="status">
          Scheduled maintenance. We will be back shortly.
        </div>
      )}
      {who.kind === "nobody" && (
        <main>
          {path === "/register" ? <RegisterPage /> : <LoginPage onSignedIn={onSignedIn} notice={who.notice} />}
        </main>
      )}
      {who.kind === "somebody" && (
        <Switch>
          <Route path="/restaurants">
            <RestaurantsPage email={who.email} onReady={onReady} />
          </Route>
          <Route path="/restaurant/:id/*?">{({ id }) => <RestaurantArea key={id} id={id} onReady={onReady} />}</Route>
          <Route path="/developers">
            <DashboardShell email={who.email}>
              <DevelopersPage onReady={onReady} />
            </DashboardShell>
          </Route>
          <Route path="/login">
            <GoTo to="/restaurants" />
          </Route>
          <Route path="/">
            <GoTo to="/restaurants" />
          </Route>
          <Route>
            <DashboardShell email={who.email}>
              <PlainPage key={path} title="Nothing here" onReady={onReady} />
            </DashboardShell>
          </Route>
        </Switch>
      )}
      <Toasts />
    </>
  );
}

function GoTo({ to }: { to: string }) {
  const [, go] = useLocation();
  useEffect(() => go(to, { replace: true }), [to, go]);
  return null;
}
