"use client";
import type { ReactNode } from "react";
import type { Me } from "@/features/answers";
import { MachineryFoot } from "@/features/health/machinery-foot";
import { FindOrStartProvider } from "@/features/palette/find-or-start";
import { MeProvider, mayDo } from "@/features/session/me";
import { signOut } from "@/features/session/sign-in";
import { trpc } from "@/lib/trpc/client";
import { Frame } from "./frame";
import { OrganisationMenu } from "./organisation-menu";
import { PersonMenu } from "./person-menu";
import { PhoneTabs, Sidebar } from "./sidebar";

const NOTHING = { needsYou: 0, givenUp: 0, heldAccounts: 0 };

/** Who may only look is told once, above every page, and again at each button. */
export function AdminFrame({ me, children }: { me: Me; children: ReactNode }) {
  const may = mayDo(me, "operator");
  const { needsYou, heldAccounts } = trpc.jobs.counts.useQuery().data ?? NOTHING;
  // A held account needs somebody just as a job does; the overview counts both too.
  const counts = { needsYou: needsYou + heldAccounts, heldAccounts };
  return (
    <MeProvider me={me}>
      <FindOrStartProvider>
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
          {may.may ? null : (
            <p className="border-b border-line-2/60 bg-well px-4 py-1.5 text-12 text-ink-2 desk:px-8">{may.why}</p>
          )}
          {children}
        </Frame>
      </FindOrStartProvider>
    </MeProvider>
  );
}
