"use client";
import type { ReactNode } from "react";
import type { Me } from "@/features/answers";
import { MachineryFoot } from "@/features/health/machinery-foot";
import { type JobTitles, JobTitlesProvider } from "@/features/jobs/job-titles";
import { NoticeBell } from "@/features/notices/notice-bell";
import { FindOrStartProvider } from "@/features/palette/find-or-start";
import { MeProvider, mayDo } from "@/features/session/me";
import { signOut } from "@/features/session/sign-out";
import { trpc } from "@/lib/trpc/client";
import { Frame } from "./frame";
import { OrganisationMenu } from "./organisation-menu";
import { PersonMenu } from "./person-menu";
import { PhoneTabs, Sidebar } from "./sidebar";

const NOTHING = { needsYou: 0, givenUp: 0, heldAccounts: 0, repeated: 0 };

type AdminFrameProps = { me: Me; jobTitles: JobTitles; children: ReactNode };

/** Who may only look is told once, above every page, and again at each button. */
export function AdminFrame({ me, jobTitles, children }: AdminFrameProps) {
  const may = mayDo(me, "operator");
  const counted = trpc.jobs.counts.useQuery().data ?? NOTHING;
  // A held account needs somebody just as a job does, and stands for the jobs that stopped for it.
  const counts = { ...counted, needsYou: counted.needsYou + counted.heldAccounts };
  return (
    <MeProvider me={me}>
      <JobTitlesProvider titles={jobTitles}>
        <FindOrStartProvider>
          <Frame
            sidebar={
              <Sidebar
                counts={counts}
                organisation={<OrganisationMenu me={me} />}
                health={<MachineryFoot />}
                notices={<NoticeBell />}
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
      </JobTitlesProvider>
    </MeProvider>
  );
}
