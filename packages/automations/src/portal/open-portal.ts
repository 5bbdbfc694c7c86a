import type { Page } from "playwright-core";
import type { PortalHost } from "../runner/ports.ts";
import { openDashboard } from "./pages/dashboard.ts";
import { signIn } from "./pages/sign-in.ts";
import { interceptDisturbances } from "./parts/disturbances.ts";
import type { Portal } from "./portal.ts";
import { openSession } from "./session.ts";
import { listenToTraffic } from "./traffic.ts";

export type PortalOptions = {
  page: Page;
  host: PortalHost;
  log: (text: string) => void;
  /** Secrets are on the page from `true` to `false`: no picture of it may be taken. */
  onSignIn: (isUnderWay: boolean) => void;
};

/** Joins page, credentials and page objects; flows see the `Portal` only. */
export function openPortal({ page, host, log, onSignIn }: PortalOptions): Portal {
  const traffic = listenToTraffic(page, new URL(host.adminUrl).origin);
  page.setDefaultTimeout(ACTION_LIMIT_MS);

  async function enter(): Promise<void> {
    onSignIn(true);
    await signIn(page, { adminUrl: host.adminUrl, credentials: host.credentials, traffic });
    onSignIn(false);
  }

  const session = openSession(page, host.adminUrl, traffic, async () => {
    log("The portal has forgotten us; signing in once more");
    await enter();
  });
  return {
    signIn: async () => {
      await interceptDisturbances(page);
      await enter();
      return openDashboard(session);
    },
  };
}

/** An action on something that is there and not covered; what has to load is waited for on its own. */
const ACTION_LIMIT_MS = 10_000;
