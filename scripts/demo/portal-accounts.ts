import { newPassword } from "./new-password.ts";
import type { RestaurantKey } from "./restaurants.ts";

export type DemoAccount = {
  /** the portal compares it case-sensitively */
  login: string;
  /** what we keep, sealed */
  password: string;
  /** what the portal has; another one makes the demo's refused password */
  portalPassword: string;
  restaurants: readonly RestaurantKey[];
  /** of those, what is at the portal already from before our time */
  atThePortal: readonly RestaurantKey[];
};

/** Logins with passwords of this installation only. Nobody reads them: they go to the vault and to the simulator. */
export function makePortalAccounts() {
  const known = (login: string): Pick<DemoAccount, "login" | "password" | "portalPassword"> => {
    const password = newPassword();
    return { login, password, portalPassword: password };
  };
  return {
    south: {
      ...known("Kitchens@south-and-tide.example"),
      restaurants: ["mahina", "pohutukawaPoint", "saltCrate"],
      atThePortal: [],
    },
    harbour: {
      ...known("harbour@south-and-tide.example"),
      restaurants: ["wetaAndVine", "harbourNoodles", "sisters"],
      atThePortal: ["wetaAndVine", "harbourNoodles"],
    },
    changed: {
      login: "night.shift@south-and-tide.example",
      password: newPassword(),
      portalPassword: newPassword(),
      restaurants: ["laBora", "lateTui"],
      atThePortal: [],
    },
    kowhai: {
      ...known("owner@kowhai-street.example"),
      restaurants: ["kapitiCrumb", "duckAndDamson", "chathamChowder"],
      atThePortal: [],
    },
  } as const satisfies Record<string, DemoAccount>;
}

export type PortalAccounts = ReturnType<typeof makePortalAccounts>;
