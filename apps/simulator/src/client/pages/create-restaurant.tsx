import { type FormEvent, useState } from "react";
import { currencies, dateFormats, locales, type NewRestaurant, timeFormats, timezones } from "../../words.ts";
import { call, messageOf } from "../api.ts";
import { storeBase } from "../boot.ts";
import { AddressSelect } from "../parts/address-select.tsx";
import { Alert, Button, ButtonChoice, FormRow, InputGroup, PlainSelect, TextField, Toggle } from "../parts/form.tsx";
import { HoursField } from "../parts/hours-field.tsx";
import { Modal } from "../parts/modal.tsx";
import { SearchableSelect } from "../parts/searchable-select.tsx";

const blank: NewRestaurant = {
  name: "",
  subdomain: "",
  mapSource: "google",
  address: null,
  phone: "",
  hours: [{ day: "Monday", open: "09:00", close: "17:00" }],
  locale: "en-US",
  customerLocale: "en-US",
  timezone: "America/New_York",
  dateFormat: "DD/MM/YYYY",
  timeFormat: "12",
  currency: "USD",
  taxInPrices: false,
};

const mapSources = [
  { value: "google", text: "Google Maps" },
  { value: "osm", text: "Open Street Maps" },
];

/** Rows are found by position: keep all thirteen, in this order, as direct children of the form. */
export function CreateRestaurantDialog({ onClose, onCreated }: { onClose: () => void; onCreated: () => void }) {
  const [draft, setDraft] = useState(blank);
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const set =
    <Name extends keyof NewRestaurant>(name: Name) =>
    (value: NewRestaurant[Name]) =>
      setDraft((known) => ({ ...known, [name]: value }));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      await call("POST", "/api/restaurants", draft);
      onCreated();
    } catch (problem) {
      setProblem(messageOf(problem));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal title="Set up your restaurant" onClose={onClose}>
      <form onSubmit={submit} autoComplete="off">
        <FormRow title="Restaurant Name">
          <TextField value={draft.name} onChange={set("name")} />
        </FormRow>
        <FormRow title="Subdomain" hint="The web address of your store">
          <InputGroup value={draft.subdomain} onChange={set("subdomain")} suffix={`.${storeBase}`} />
        </FormRow>
        <FormRow title="Map Data Source">
          <ButtonChoice value={draft.mapSource} onChange={set("mapSource")} choices={mapSources} />
        </FormRow>
        <FormRow title="Address">
          <AddressSelect value={draft.address} source={draft.mapSource} onChange={set("address")} />
        </FormRow>
        <FormRow title="Phone Number">
          <input
            type="tel"
            placeholder="A contact number for your customers"
            value={draft.phone}
            onChange={(event) => set("phone")(event.target.value)}
          />
        </FormRow>
        <FormRow title="Opening Hours" hint="24 hour times">
          <HoursField slots={draft.hours} onChange={set("hours")} />
        </FormRow>
        <FormRow title="System Locale">
          <SearchableSelect value={draft.locale} choices={locales} onChange={set("locale")} />
        </FormRow>
        <FormRow title="Customer Locale">
          <SearchableSelect value={draft.customerLocale} choices={locales} onChange={set("customerLocale")} />
        </FormRow>
        <FormRow title="Timezone">
          <SearchableSelect value={draft.timezone} choices={timezones} onChange={set("timezone")} />
        </FormRow>
        <FormRow title="Date Format">
          <PlainSelect value={draft.dateFormat} choices={dateFormats} onChange={set("dateFormat")} />
        </FormRow>
        <FormRow title="Time Format">
          <PlainSelect value={draft.timeFormat} choices={timeFormats} onChange={set("timeFormat")} />
        </FormRow>
        <FormRow title="Currency">
          <SearchableSelect value={draft.currency} choices={currencies} onChange={set("currency")} />
        </FormRow>
        <FormRow title="Tax In Prices">
          <Toggle value={draft.taxInPrices} onChange={set("taxInPrices")} />
        </FormRow>
        <Alert text={problem} />
        <Button type="submit" look="primary" disabled={isBusy}>
          Create Restaurant
        </Button>
      </form>
    </Modal>
  );
}
