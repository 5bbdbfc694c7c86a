"use client";
import type { ReactNode } from "react";
import type { Me } from "@/features/answers";
import { MachineryFoot } from "@/features/health/machinery-foot";
import { MeProvider } from "@/features/session/me";
import { signOut } from "@/features/session/sign-in";
import { trpc } from "@/lib/trpc/client";
import { Frame } from "./frame";
import { OrganisationMenu } from "./organisation-menu";
import { PersonMenu } from "./person-menu";
import { PhoneTabs, Sidebar } from "./sidebar";

const NOTHING = { needsYou: 0, givenUp: 0, heldAccounts: 0 };

export function AdminFrame({ me, children }: { me: Me; children: ReactNode }) {
  const counts = trpc.jobs.counts.useQuery().data ?? NOTHING;
  return (
    <MeProvider me={me}>
      <Frame
        sidebar={
          <Sidebar
            counts={counts}
            organisation={<OrganisationMenu me={me} />}
            health={<MachineryFoot />}
            person={<PersonMenu name={me.person.name} role={me.role} onSignOut={() => void signOut()} />}
          />
        }
        tabs={<PhoneTabs counts={counts} />}
      >
        {children}
      </Frame>
    </MeProvider>
  );
}
