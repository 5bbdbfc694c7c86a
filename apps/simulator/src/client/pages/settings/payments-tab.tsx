import { useState } from "react";
import { currencies, type Part, type SettingValue } from "../../../words.ts";
import { classes } from "../../classes.ts";
import { Button, FormRow } from "../../parts/form.tsx";
import { BareModal } from "../../parts/modal.tsx";
import { useSave } from "../../use-save.ts";
import { useThingForm } from "../../use-thing-form.ts";
import type { RestaurantRecord } from "../restaurant-area.tsx";
import { Accordion } from "./accordion.tsx";
import { FormRows } from "./form-rows.tsx";
import { useParts } from "./parts-of-restaurant.ts";
import { choices, number, type Row, text, toggle } from "./rows.ts";
import { SettingsForm } from "./settings-document.tsx";

export function PaymentsTab({ restaurant }: { restaurant: RestaurantRecord }) {
  const [isAdding, setAdding] = useState(false);
  const { parts, path, reload } = useParts(restaurant.id, "payment-methods");
  const { save } = useSave();
  const add = (method: string) =>
    save({
      method: "POST",
      path,
      body: { secret: "", values: { method } },
      onDone: () => reload().then(() => setAdding(false)),
    });
  const head = (
    <div className={`${classes.heading} flex-l-r-center`}>
      <div>Payment Methods</div>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the observed control answers clicks only */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: as above */}
      <div className="flex-line centered cursor" onClick={() => setAdding(true)}>
        + Add Payment Method
      </div>
    </div>
  );
  const fixed = (title: string, key: string) => ({
    title,
    body: (
      <SettingsForm
        block={`Payments: ${title}`}
        rows={[toggle(`${key}.show`, "Enabled", true), text(`${key}.label`, "Label")]}
      />
    ),
  });
  return (
    <>
      <Accordion
        head={head}
        blocks={[
          fixed("Cash", "payments.cash"),
          fixed("Card On Pickup", "payments.card"),
          ...parts.map((part) => ({
            title: String(part.values.method),
            body: <MethodForm part={part} path={path} hasConnect={restaurant.hasStripeConnect} />,
          })),
        ]}
      />
      {isAdding && <AddMethodDialog onClose={() => setAdding(false)} onAdd={add} />}
    </>
  );
}

/** Without the Connect row everything after it moves up: today's default at the real portal. */
function stripeRows(): Row[] {
  return [
    { kind: "select", key: "currency", title: "Currency", choices: currencies },
    text("statement", "Statement Descriptor"),
    toggle("saveCards", "Save Cards"),
    {
      kind: "select",
      key: "layout",
      title: "Layout",
      choices: choices("Tabs", "Accordion", "Accordion without radio"),
    },
    { kind: "select", key: "theme", title: "Theme", choices: choices("Stripe", "Night", "Flat") },
    toggle("wallets", "Wallets", true),
    text("label", "Label"),
    text("deliveryLabel", "Delivery Label"),
    text("printLabel", "Print Label"),
    number("maxOrder", "Max Order"),
    number("minOrder", "Min Order"),
  ];
}

function MethodForm({ part, path, hasConnect }: { part: Part; path: string; hasConnect: boolean }) {
  const { draft, put, submit, isBusy } = useThingForm({
    path,
    existing: part,
    blank: part,
    onDone: () => {},
    said: "Settings saved",
  });
  const { values } = draft;
  const change = (key: string, value: SettingValue) => put("values")({ ...values, [key]: value });
  return (
    <form onSubmit={submit} noValidate>
      <div>
        <FormRows rows={[toggle("show", "Enabled")]} values={values} onChange={change} />
        {hasConnect && (
          <FormRow title="Account">
            <Button onClick={() => window.open("/connect-account", "_blank")}>Connect to Stripe</Button>
          </FormRow>
        )}
        <FormRows rows={stripeRows()} values={values} onChange={change} />
        <Button type="submit" look="primary" disabled={isBusy}>
          Save
        </Button>
      </div>
    </form>
  );
}

const methods = ["Stripe", "House Account", "Bank Transfer", "Voucher"];

function AddMethodDialog({ onClose, onAdd }: { onClose: () => void; onAdd: (method: string) => void }) {
  const [method, setMethod] = useState("");
  return (
    <BareModal title="Add Payment Method" onClose={onClose}>
      <p className="dialog-text">Customers see enabled methods at checkout.</p>
      <div className="dialog-text hint">Pick one</div>
      <div className="methods">
        <div>
          {methods.map((name, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the observed cards answer clicks only
            // biome-ignore lint/a11y/noStaticElementInteractions: as above
            <div key={name} className={name === method ? "method chosen" : "method"} onClick={() => setMethod(name)}>
              {index === 0 ? <div>{name}</div> : <span>{name}</span>}
            </div>
          ))}
        </div>
      </div>
      <div className="dialog-text">
        <Button look="primary" disabled={method === ""} onClick={() => onAdd(method)}>
          Add Method
        </Button>
      </div>
    </BareModal>
  );
}
