import { useRef, useState } from "react";
import type { Part } from "../../../words.ts";
import { Button, FormRow, Toggle } from "../../parts/form.tsx";
import { TabOptions } from "../../parts/tab-select.tsx";
import { FormRows } from "./form-rows.tsx";
import { type PanelProps, PartDialog } from "./part-dialog.tsx";
import { useParts } from "./parts-of-restaurant.ts";
import { choices, text, toggle } from "./rows.ts";
import { SettingsForm } from "./settings-document.tsx";

export function ReceiptPrinting({ restaurantId }: { restaurantId: string }) {
  const [tab, setTab] = useState(0);
  const [editing, setEditing] = useState<Part | "new">();
  const { parts, path, reload } = useParts(restaurantId, "printers");
  const close = () => setEditing(undefined);
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
        <PartDialog
          noun="Printer"
          id="printer"
          secretName="Printer API key"
          secretPrefix="printer"
          path={path}
          part={editing === "new" ? undefined : editing}
          blank={{ name: "", autoPrint: false }}
          tabs={[
            { title: "Details", panel: (props) => <FormRows rows={details} {...props} /> },
            { title: "Customization", panel: (props) => <Customization {...props} /> },
            { title: "Header & Footer", panel: (props) => <HeaderFooter {...props} /> },
          ]}
          onClose={close}
          onDone={() => reload().then(close)}
        />
      )}
    </div>
  );
}

const details = [text("name", "Name"), toggle("autoPrint", "Auto Print")];
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

function Customization({ values, onChange }: PanelProps) {
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

function HeaderFooter({ values, onChange }: PanelProps) {
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
