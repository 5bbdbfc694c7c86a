import { useState } from "react";
import { classes } from "../../classes.ts";
import { Button } from "../../parts/form.tsx";
import { TabOptions } from "../../parts/tab-select.tsx";
import { Accordion } from "./accordion.tsx";
import { FormRows } from "./form-rows.tsx";
import { choices, number, type Row, text, toggle } from "./rows.ts";
import { useDraft } from "./settings-document.tsx";

type Tab = { title: string; rows: Row[]; preview?: string };
type Service = { title: string; tabsName: string; tabs: Tab[] };

const timing = (key: string): Tab => ({
  title: "Order Timing",
  rows: [
    toggle(`${key}.timing.later`, "Allow Orders For Later", true),
    number(`${key}.timing.first`, "First Order Offset (minutes)"),
    number(`${key}.timing.last`, "Last Order Offset (minutes)"),
    number(`${key}.timing.interval`, "Interval (minutes)", "15"),
    number(`${key}.timing.days`, "Max Days Ahead"),
  ],
});
const waits = (key: string, statuses: string[]): Tab => ({
  title: "Wait Times & Auto Statuses",
  rows: [
    number(`${key}.waits.default`, "Default Wait (minutes)"),
    {
      kind: "switches",
      title: "Auto Statuses",
      keys: statuses.map((status) => ({ title: status, key: `${key}.waits.auto.${status}` })),
    },
    ...statuses.map((status) => number(`${key}.waits.after.${status}`, `${status} After (minutes)`)),
  ],
});
const conditions = (key: string): Tab => ({
  title: "Conditions",
  rows: [number(`${key}.conditions.minimum`, "Minimum Order")],
});
const enabled = (key: string, title: string): Row[] => [
  toggle(`${key}.show`, title, true),
  text(`${key}.name`, "Display Name"),
];

const services: Service[] = [
  {
    title: "Pickups",
    tabsName: "accounts",
    tabs: [
      { title: "Settings", rows: enabled("services.pickups", "Pickups") },
      timing("services.pickups"),
      conditions("services.pickups"),
      waits("services.pickups", ["Confirm", "Ready", "Complete"]),
    ],
  },
  {
    title: "Deliveries",
    tabsName: "section",
    tabs: [
      {
        title: "Settings",
        rows: [
          ...enabled("services.deliveries", "Deliveries"),
          {
            kind: "select",
            key: "services.deliveries.provider",
            title: "Default Provider",
            choices: choices("None", "Own Drivers", "Uber"),
          },
          text("services.deliveries.label", "Checkout Label"),
          toggle("services.deliveries.contactless", "Contactless Delivery"),
          toggle("services.deliveries.mapPicker", "Map Picker"),
          toggle("services.deliveries.notes", "Delivery Notes", true),
          toggle("services.deliveries.tips", "Tips"),
          number("services.deliveries.radius", "Radius (km)"),
          toggle("services.deliveries.forceNumber", "Force Street Number"),
          toggle("services.deliveries.forceAddress", "Force Specific Address"),
        ],
      },
      conditions("services.deliveries"),
      { title: "Fees", rows: [number("services.deliveries.fee", "Delivery Fee")] },
      waits("services.deliveries", ["Confirm", "Ready", "On Route", "Complete"]),
      timing("services.deliveries"),
      { title: "Zones", rows: [toggle("services.deliveries.zones", "Delivery Zones")] },
      { title: "Batching", rows: [toggle("services.deliveries.batching", "Batch Orders")] },
      { title: "Custom Checkout Fields", rows: [], preview: "services.deliveries.fields" },
    ],
  },
  {
    title: "Dine-Ins",
    tabsName: "section",
    tabs: [{ title: "Settings", rows: enabled("services.dineIns", "Dine-Ins") }, timing("services.dineIns")],
  },
  {
    title: "Table Bookings",
    tabsName: "section",
    tabs: [{ title: "Settings", rows: enabled("services.bookings", "Table Bookings") }],
  },
];

export function ServicesTab() {
  return (
    <Accordion
      blocks={services.map((service) => ({ title: service.title, body: <ServiceForm service={service} /> }))}
    />
  );
}

/** The tabs lie inside the form here, so that the fields are four elements below the form's own div. */
function ServiceForm({ service }: { service: Service }) {
  const [tab, setTab] = useState(0);
  const { values, change, submit, isBusy } = useDraft(`Services: ${service.title}`);
  const shown = service.tabs[tab];
  const id = `${service.tabsName}-tab-options`;
  return (
    <div>
      <form onSubmit={submit} noValidate>
        <div>
          <div id={id}>
            <div id={`${id}-tab-select-content`}>
              <TabOptions tabs={service.tabs.map(({ title }) => title)} active={tab} onPick={setTab} />
              <div>
                <div>
                  <FormRows rows={shown?.rows ?? []} values={values} onChange={change} />
                  {shown?.preview && (
                    <CheckoutFields
                      fields={(values[shown.preview] ?? ["Delivery instructions", "Gate code"]) as string[]}
                      onChange={(fields) => change(shown.preview ?? "", fields)}
                    />
                  )}
                </div>
              </div>
            </div>
          </div>
          <Button type="submit" look="primary" disabled={isBusy}>
            Save
          </Button>
        </div>
      </form>
    </div>
  );
}

function CheckoutFields({ fields, onChange }: { fields: string[]; onChange: (fields: string[]) => void }) {
  return (
    <div className="checkout-fields">
      {fields.map((field) => (
        <div key={field} className="card">
          <span>{field}</span>
          <div className={classes.previewActions}>
            <button
              type="button"
              className="icon"
              aria-label="Remove"
              onClick={() => onChange(fields.filter((one) => one !== field))}
            >
              ×
            </button>
          </div>
        </div>
      ))}
    </div>
  );
}
