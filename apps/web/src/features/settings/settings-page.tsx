"use client";
import { PageBody } from "@/features/frame/page-body";
import { TopBar } from "@/features/frame/top-bar";
import { useMay } from "@/features/session/me";
import { ApiKeys } from "./api-keys";
import { AuditLog } from "./audit-log";
import { DeleteOrganisation } from "./delete-organisation";
import { Limits } from "./limits";
import { OrganisationData } from "./organisation-data";
import { Usage } from "./usage";
import { Webhooks } from "./webhooks";
import { SETTINGS_WORDS as W } from "./words";
import { You } from "./you";

export function SettingsPage() {
  const may = useMay("admin");
  return (
    <>
      <TopBar path={[{ label: W.title }]} />
      <PageBody>
        <h1 className="text-26 font-heading">{W.title}</h1>
        <You />
        <Usage />
        {may.may ? (
          <>
            <Limits />
            <ApiKeys />
            <Webhooks />
            <OrganisationData />
            <AuditLog />
            <DeleteOrganisation />
          </>
        ) : (
          <p className="mt-8 text-13 text-ink-2">{W.forAdmins}</p>
        )}
      </PageBody>
    </>
  );
}
