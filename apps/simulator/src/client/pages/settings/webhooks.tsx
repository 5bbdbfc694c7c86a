import { useState } from "react";
import type { Part } from "../../../words.ts";
import { Button } from "../../parts/form.tsx";
import { FormRows } from "./form-rows.tsx";
import { PartDialog } from "./part-dialog.tsx";
import { useParts } from "./parts-of-restaurant.ts";
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
const details = [text("name", "Name"), text("url", "URL")];
const eventRows = events.map((event) => toggle(`on ${event}`, event, true));

export function Webhooks({ restaurantId }: { restaurantId: string }) {
  const [editing, setEditing] = useState<Part | "new">();
  const { parts, path, reload } = useParts(restaurantId, "webhooks");
  const close = () => setEditing(undefined);
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
        <PartDialog
          noun="Webhook"
          id="webhook"
          secretName="Secret"
          secretPrefix="whsec"
          path={path}
          part={editing === "new" ? undefined : editing}
          blank={{}}
          tabs={[
            { title: "Details", panel: (props) => <FormRows rows={details} {...props} /> },
            { title: "Events", panel: (props) => <FormRows rows={eventRows} {...props} /> },
          ]}
          onClose={close}
          onDone={() => reload().then(close)}
        />
      )}
    </div>
  );
}
