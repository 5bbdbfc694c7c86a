import { type FormEvent, useRef, useState } from "react";
import type { Part, Settings, SettingValue } from "../../../words.ts";
import { Button, FormRow, Toggle } from "../../parts/form.tsx";
import { Modal } from "../../parts/modal.tsx";
import { TabOptions } from "../../parts/tab-select.tsx";
import { FormRows } from "./form-rows.tsx";
import { newSecret, useParts } from "./parts-of-restaurant.ts";
import { choices, text, toggle } from "./rows.ts";
import { SettingsForm } from "./settings-document.tsx";

export function ReceiptPrinting({ restaurantId }: { restaurantId: string }) {
  const [tab, setTab] = useState(0);
  const [editing, setEditing] = useState<Part | "new">();
  const { parts = [], save } = useParts(restaurantId, "printers");
  return (
    <div id="notifications-tab-options-tab-select-content">
      <TabOptions tabs={["Printers", "Receipt Logo"]} active={tab} onPick={setTab} />
      {tab === 0 ? (
        <div className="p-4">
          <div className="flex">
            <Button spacing="p-lr-2 m-r-2" onClick={() => setEditing("new")}>
              Add Printer
            </Button>
          </div>
          {parts.map((printer) => (
            <div key={printer.id} className="part-row">
              <span>{String(printer.values.name ?? "")}</span>
              <Button onClick={() => setEditing(printer)}>Edit</Button>
            </div>
          ))}
        </div>
      ) : (
        <SettingsForm
          block="System: Receipt Logo"
          rows={[
            {
              kind: "choice",
              key: "system.receipt.logoKind",
              title: "Receipt Logo",
              choices: choices("Store logo", "Custom"),
            },
            { kind: "image", key: "system.receipt.logo", title: "Custom Logo", shape: "logo" },
          ]}
        />
      )}
      {editing && (
        <PrinterDialog
          printer={editing === "new" ? undefined : editing}
          onClose={() => setEditing(undefined)}
          onSave={async (printer) => {
            if (await save(printer)) setEditing(undefined);
          }}
        />
      )}
    </div>
  );
}

const printedFields = [
  "Order Number",
  "Order Type",
  "Order Date",
  "Due Date",
  "Service",
  "Table",
  "Origin",
  "Payment Method",
  "Payment Status",
  "Items",
  "Item Notes",
  "Option Names",
  "Subtotal",
  "Taxes",
  "Discount",
  "Delivery Fee",
  "Tip",
  "Total",
  "Customer Name",
  "Customer Phone",
  "Customer Address",
];

type PrinterProps = {
  printer: Part | undefined;
  onClose: () => void;
  onSave: (printer: { id?: string; secret: string; values: Settings }) => Promise<void>;
};

function PrinterDialog({ printer, onClose, onSave }: PrinterProps) {
  const [tab, setTab] = useState(0);
  const [secret] = useState(() => printer?.secret ?? newSecret("printer"));
  const [values, setValues] = useState<Settings>(printer?.values ?? { name: "", autoPrint: false });
  const [isBusy, setBusy] = useState(false);
  const change = (key: string, value: SettingValue) => setValues((known) => ({ ...known, [key]: value }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    await onSave({ id: printer?.id, secret, values });
    setBusy(false);
  };
  return (
    <Modal title={printer ? "Edit Printer" : "Add Printer"} onClose={onClose}>
      <div id="printer-tab-options-tab-select-content">
        <TabOptions tabs={["Details", "Customization", "Header & Footer"]} active={tab} onPick={setTab} />
        <div className="secret-line">
          <p>
            Printer API key: <span>{secret}</span>
          </p>
        </div>
        <form onSubmit={submit} noValidate>
          <div>
            <div>
              {tab === 0 && (
                <FormRows
                  rows={[text("name", "Name"), toggle("autoPrint", "Auto Print")]}
                  values={values}
                  onChange={change}
                />
              )}
              {tab === 1 && <Customization values={values} onChange={change} />}
              {tab === 2 && <HeaderFooter values={values} onChange={change} />}
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

type FormProps = { values: Settings; onChange: (key: string, value: SettingValue) => void };

function Customization({ values, onChange }: FormProps) {
  const highlighted = (values.highlighted ?? []) as string[];
  const flip = (field: string) =>
    onChange(
      "highlighted",
      highlighted.includes(field) ? highlighted.filter((one) => one !== field) : [...highlighted, field],
    );
  return (
    <>
      <FormRow title="Printed Fields">
        <div className="printed-fields">
          {printedFields.map((field) => (
            <div key={field}>
              <span>{field}</span>
              <Toggle
                value={Boolean(values[`print ${field}`] ?? true)}
                onChange={(value) => onChange(`print ${field}`, value)}
              />
            </div>
          ))}
        </div>
      </FormRow>
      <FormRow title="Highlighted Fields">
        <div className="printed-fields">
          {printedFields.map((field) => (
            <label key={field} className="tick">
              <input type="checkbox" checked={highlighted.includes(field)} onChange={() => flip(field)} />
              <span>{field}</span>
            </label>
          ))}
        </div>
      </FormRow>
    </>
  );
}

function HeaderFooter({ values, onChange }: FormProps) {
  // The editor owns its content while it is typed in; React only gives it its beginning.
  const initial = useRef(String(values.footer ?? ""));
  return (
    <>
      <FormRows rows={[toggle("printLogo", "Print Logo")]} values={values} onChange={onChange} />
      <FormRow title="Footer">
        <div id="receipt-footer-html-editor">
          {/* biome-ignore lint/a11y/useSemanticElements: the observed editor is a rich text one */}
          <div
            role="textbox"
            tabIndex={0}
            contentEditable
            suppressContentEditableWarning
            onInput={(event) => onChange("footer", event.currentTarget.textContent)}
          >
            {initial.current}
          </div>
        </div>
      </FormRow>
    </>
  );
}
