import { type FormEvent, useState } from "react";
import { classes } from "../../classes.ts";
import { Button, FormRow, TextField, ToggleLabel } from "../../parts/form.tsx";
import { BareModal } from "../../parts/modal.tsx";
import { useDraft } from "./settings-document.tsx";

/** Found by place: the eleventh is the delivery provider. */
const integrations = [
  "Accounting Export",
  "Loyalty Cards",
  "Email Lists",
  "Chat Bubble",
  "Driver Tracking",
  "Order Printer App",
  "Reviews",
  "Shift Planner",
  "Stock Levels",
  "Point Of Sale",
  "Uber Delivery",
  "Weather Banner",
];

const fields = [
  { key: "number", title: "Business Number" },
  { key: "company", title: "Company Name" },
  { key: "trading", title: "Trading Name" },
  { key: "director", title: "Director Name" },
  { key: "mobile", title: "Director Mobile" },
];

export function IntegrationsTab() {
  const [open, setOpen] = useState<string>();
  return (
    <>
      <div className="m-t-4 grid-2 md sm-gap">
        {integrations.map((name) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the observed cards answer clicks only
          // biome-ignore lint/a11y/noStaticElementInteractions: as above
          <div key={name} className="grid-card cursor" onClick={() => setOpen(name)}>
            <p className="card-name">{name}</p>
          </div>
        ))}
      </div>
      {open && <IntegrationDialog name={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function IntegrationDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const { values, change, submit, isBusy } = useDraft(`Integrations: ${name}`);
  const keyOf = (field: string) => `integrations.${name.toLowerCase().replaceAll(" ", "-")}.${field}`;
  const hasAgreed = Boolean(values[keyOf("agreed")]);
  const isOn = Boolean(values[keyOf("show")]);
  const send = (event: FormEvent) => {
    if (hasAgreed) return submit(event);
    event.preventDefault();
  };
  return (
    <BareModal title={name} onClose={onClose}>
      <div className="dialog-text hint">Tell the provider who you are.</div>
      <div className={classes.modalContent}>
        <form onSubmit={send} noValidate>
          <FormRow title="Enabled">
            <ToggleLabel value={isOn} onChange={(value) => change(keyOf("show"), value)} />
          </FormRow>
          <FormRow title="Store">
            <p className="hint">The address of this restaurant is used.</p>
          </FormRow>
          {fields.map(({ key, title }) => (
            <FormRow key={key} title={title}>
              <TextField value={String(values[keyOf(key)] ?? "")} onChange={(value) => change(keyOf(key), value)} />
            </FormRow>
          ))}
          <label className="tick">
            <input
              id="agree"
              type="checkbox"
              checked={hasAgreed}
              onChange={(event) => change(keyOf("agreed"), event.target.checked)}
            />
            <span>I agree to the terms</span>
          </label>
          <Button type="submit" look="primary" disabled={isBusy}>
            Save
          </Button>
        </form>
      </div>
    </BareModal>
  );
}
