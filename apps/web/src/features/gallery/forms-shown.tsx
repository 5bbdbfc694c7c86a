"use client";
import { parseHours } from "@pumpd/model";
import { MapPin } from "lucide-react";
import { useState } from "react";
import { FieldError } from "@/components/field-error";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Menu, MenuItem } from "@/components/ui/dropdown-menu";
import { Input, InputUnit } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { Label } from "@/components/ui/label";
import { RadioCard, RadioCards } from "@/components/ui/radio-group";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { Sheet } from "@/components/ui/sheet";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toast";
import { HoursEditor } from "@/features/restaurants/hours-editor";
import { PortalPlan } from "@/features/start/portal-plan";
import { Preflight } from "@/features/start/preflight";
import { Shown } from "./shown";

export function FormsShown() {
  const [week, setWeek] = useState(
    () => parseHours("tue-wed 7-11 & 11:30-3pm, thu 7-3, fri 7-3 & 5pm-1am, sat 8-3 & 5pm-1am, sun 8-2").week,
  );
  const [country, setCountry] = useState("NZ");
  const [filter, setFilter] = useState("all");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className="grid gap-10 desk:grid-cols-[minmax(0,1fr)_332px]">
      <div className="min-w-0 space-y-8">
        <Shown name="HoursEditor">
          <Card className="p-4 desk:p-6">
            <HoursEditor
              value={week}
              onChange={setWeek}
              errors={{ "Thursday.0.close": "Opens and closes at the same time" }}
            />
          </Card>
        </Shown>
        <Shown name="Fields">
          <Card className="grid gap-4 p-4 desk:grid-cols-2 desk:p-6">
            <div>
              <Label htmlFor="g-address">Street address</Label>
              <Input
                id="g-address"
                className="mt-1.5"
                defaultValue="4 Example Road, Levin 5510"
                start={<MapPin aria-hidden />}
              />
            </div>
            <div>
              <Label htmlFor="g-store">Store address</Label>
              <Input
                id="g-store"
                className="mt-1.5"
                defaultValue="tāwhai"
                aria-invalid
                aria-describedby="g-store-e"
                end={<InputUnit>.pumpd.test</InputUnit>}
              />
              <FieldError id="g-store-e" message="Only a to z, 0 to 9 and hyphens." />
            </div>
            <div>
              <Label htmlFor="g-country">Country</Label>
              <Select
                id="g-country"
                className="mt-1.5"
                value={country}
                onChange={setCountry}
                choices={[
                  { value: "NZ", label: "New Zealand", note: "Auckland time, NZD, GST included" },
                  { value: "AU", label: "Australia" },
                ]}
              />
            </div>
            <div className="flex flex-wrap items-center gap-4 pt-6">
              <label htmlFor="g-check" className="flex items-center gap-2">
                <Checkbox id="g-check" defaultChecked /> Dismissed
              </label>
              <Switch aria-label="A switch" defaultChecked />
              <Switch aria-label="Another switch" />
            </div>
          </Card>
        </Shown>
        <Shown name="Segments, menus, dialog, sheet, toast, keys">
          <div className="flex flex-wrap items-center gap-3">
            <Segmented
              label="Jobs of this restaurant"
              value={filter}
              onChange={setFilter}
              choices={[
                { value: "all", label: "All 9" },
                { value: "register", label: "Register" },
                { value: "menu", label: "Menu" },
              ]}
            />
            <Menu trigger={<Button>Menu</Button>}>
              <MenuItem>Copy id</MenuItem>
              <MenuItem>Open at portal</MenuItem>
            </Menu>
            <Button onClick={() => setIsOpen(true)}>Dialog</Button>
            <Dialog
              open={isOpen}
              onOpenChange={setIsOpen}
              title="Enter the new password"
              description="It is locked away at once and can only be read by a worker."
              footer={<Button look="primary">Save the password</Button>}
            >
              <Label htmlFor="g-p">Password</Label>
              <Input id="g-p" type="password" className="mt-1.5" autoComplete="new-password" />
            </Dialog>
            <Sheet trigger={<Button>Sheet</Button>} title="Filter">
              Chosen filters stand here.
            </Sheet>
            <Button
              onClick={() => toast("Asked for. Waiting its turn.", { description: "The Wētā & Vine, Menu, J-9TX2" })}
            >
              Toast
            </Button>
            <Kbd>⌘K</Kbd>
          </div>
        </Shown>
        <Shown name="A choice, never made beforehand">
          <RadioCards aria-label="Is one of these it">
            <RadioCard value="a" title={<span className="voice-place text-16">Mahinas Noodle Room</span>}>
              Made 1:04:09 pm, two seconds after we sent
            </RadioCard>
            <RadioCard value="b" title="Neither. It was not created">
              Allows one more Create, and only if we still do not find it
            </RadioCard>
          </RadioCards>
        </Shown>
      </div>
      <div className="space-y-7">
        <Preflight
          lines={[
            { key: "1", state: "seen", title: "Account works", detail: "Signed in fine two days ago" },
            {
              key: "2",
              state: "night",
              title: "Friday and Saturday run past midnight",
              detail: "The portal gets Fri 17:00 to 23:59 and Sat 00:00 to 01:00",
            },
            {
              key: "3",
              state: "warn",
              title: "No phone number",
              detail: "The portal may refuse the form without one.",
              way: (
                <Button look="link" size="text">
                  Add it
                </Button>
              ),
            },
            {
              key: "4",
              state: "block",
              title: "No portal account",
              detail: "We need one to sign in with.",
              way: (
                <Button look="link" size="text">
                  Add the account
                </Button>
              ),
            },
          ]}
        />
        <PortalPlan
          lines={[
            { key: "1", kind: "read", text: "look once more that it is not there", seconds: 3 },
            { key: "2", kind: "change", text: "create one restaurant", seconds: 2 },
            { key: "3", kind: "read", text: "read back its id, address and hours", seconds: 1 },
          ]}
          note="Touches nothing else. Tries up to 3 times, but never again once it has been sent."
        >
          <Button look="primary" size="form" className="w-full">
            Create 1 restaurant at Pumpd
          </Button>
        </PortalPlan>
      </div>
    </div>
  );
}
