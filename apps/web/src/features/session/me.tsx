"use client";
import { hasRole, type Role } from "@pumpd/model";
import { createContext, type ReactNode, useContext } from "react";
import type { Me } from "@/features/answers";

const MeContext = createContext<Me | undefined>(undefined);

export function MeProvider({ me, children }: { me: Me; children: ReactNode }) {
  return <MeContext value={me}>{children}</MeContext>;
}

export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error("useMe outside of MeProvider");
  return me;
}

export type May = { may: true } | { may: false; why: string };

/** For showing only: the procedures decide. A button that cannot be pressed says why. */
export function useMay(needed: Role): May {
  return mayDo(useMe(), needed);
}

export function mayDo(me: Me, needed: Role): May {
  if (hasRole(me.role, needed)) return { may: true };
  const what = needed === "admin" ? "This is for admins." : "You may look but not start jobs.";
  return { may: false, why: `${what} An admin of ${me.organisation.name} can change that.` };
}
