import { type FormEvent, useState } from "react";
import type { Part, Settings, SettingValue } from "../../../words.ts";
import { Button } from "../../parts/form.tsx";
import { Modal } from "../../parts/modal.tsx";
import { TabOptions } from "../../parts/tab-select.tsx";
import { FormRows } from "./form-rows.tsx";
import { newSecret, useParts } from "./parts-of-restaurant.ts";
import { text, toggle } from "./rows.ts";

const events = [
  "Order Created",
  "Order Updated",
  "Order Cancelled",
  "Booking Created",
  "Booking Updated",
  "Customer Created",
  "Menu Changed",
];

export function Webhooks({ restaurantId }: { restaurantId: string }) {
  const [editing, setEditing] = useState<Part | "new">();
  const { parts = [], save } = useParts(restaurantId, "webhooks");
  return (
    <div>
      <Button onClick={() => setEditing("new")}>Add Webhook</Button>
      {parts.map((webhook) => (
        <div key={webhook.id} className="part-row">
          <span>{String(webhook.values.url ?? "")}</span>
          <span>
            <Button onClick={() => setEditing(webhook)}>Edit</Button>
          </span>
        </div>
      ))}
      {editing && (
        <WebhookDialog
          webhook={editing === "new" ? undefined : editing}
          onClose={() => setEditing(undefined)}
          onSave={async (webhook) => {
            if (await save(webhook)) setEditing(undefined);
          }}
        />
      )}
    </div>
  );
}

type Props = {
  webhook: Part | undefined;
  onClose: () => void;
  onSave: (webhook: { id?: string; secret: string; values: Settings }) => Promise<void>;
};

function WebhookDialog({ webhook, onClose, onSave }: Props) {
  const [tab, setTab] = useState(0);
  const [secret] = useState(() => webhook?.secret ?? newSecret("whsec"));
  const [values, setValues] = useState<Settings>(webhook?.values ?? {});
  const [isBusy, setBusy] = useState(false);
  const change = (key: string, value: SettingValue) => setValues((known) => ({ ...known, [key]: value }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    await onSave({ id: webhook?.id, secret, values });
    setBusy(false);
  };
  const rows =
    tab === 0 ? [text("name", "Name"), text("url", "URL")] : events.map((event) => toggle(`on ${event}`, event, true));
  return (
    <Modal title={webhook ? "Edit Webhook" : "Add Webhook"} onClose={onClose}>
      <div id="webhook-tab-options-tab-select-content">
        <TabOptions tabs={["Details", "Events"]} active={tab} onPick={setTab} />
        <div className="secret-line">
          <p>
            Secret: <span>{secret}</span>
          </p>
        </div>
        <form onSubmit={submit} noValidate>
          <div>
            <div>
              <FormRows rows={rows} values={values} onChange={change} />
            </div>
            <div className="dialog-foot">
              <Button type="submit" look="primary" disabled={isBusy}>
                Save
              </Button>
            </div>
          </div>
        </form>
      </div>
    </Modal>
  );
}
