import { useState } from "react";
import { Button } from "../../parts/form.tsx";
import { TabOptions } from "../../parts/tab-select.tsx";
import { FormRows } from "./form-rows.tsx";
import { type Row, text, toggle } from "./rows.ts";
import { useDraft } from "./settings-document.tsx";

const tabs: { title: string; rows: Row[] }[] = [
  {
    title: "Settings",
    rows: [
      toggle("system.accounts.show", "Customer Accounts", true),
      toggle("system.accounts.guest", "Guest Checkout", true),
    ],
  },
  { title: "Facebook", rows: [text("system.accounts.facebook", "App ID")] },
  { title: "Google", rows: [text("system.accounts.google", "Client ID")] },
];

export function CustomerAccounts() {
  const [tab, setTab] = useState(0);
  const { values, change, submit, isBusy } = useDraft("System: Customer Accounts");
  return (
    <div id="accounts-tab-options-tab-select-content">
      <TabOptions tabs={tabs.map(({ title }) => title)} active={tab} onPick={setTab} />
      <form onSubmit={submit} noValidate>
        <div>
          <FormRows rows={tabs[tab]?.rows ?? []} values={values} onChange={change} />
          <Button type="submit" look="primary" disabled={isBusy}>
            Save
          </Button>
        </div>
      </form>
    </div>
  );
}
