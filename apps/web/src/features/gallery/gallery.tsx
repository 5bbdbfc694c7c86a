import { Button } from "@/components/ui/button";
import { FacesShown } from "./faces-shown";
import { FormsShown } from "./forms-shown";
import { JobPartsShown } from "./job-parts-shown";
import { RestaurantPartsShown } from "./restaurant-parts-shown";
import { Shown } from "./shown";
import { StatesShown } from "./states-shown";
import { ThemeSwitch } from "./theme-switch";

export function Gallery() {
  return (
    <main className="mx-auto max-w-[1444px] space-y-10 px-4 py-8 desk:px-8">
      <div className="flex items-center gap-4">
        <h1 className="flex-1 text-26 font-heading">Gallery</h1>
        <ThemeSwitch />
      </div>
      <div className="grid gap-10 desk:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <Shown name="Every state: word, icon, sentence">
          <StatesShown />
        </Shown>
        <Shown name="Buttons">
          <div className="flex flex-wrap items-center gap-3">
            <Button look="primary">Create 1 restaurant</Button>
            <Button>Outline</Button>
            <Button look="ghost">Ghost</Button>
            <Button look="fail">Stop</Button>
            <Button look="link">A link</Button>
            <Button look="primary" disabled>
              Cannot be pressed
            </Button>
            <Button size="row">In a row</Button>
            <Button look="primary" size="form">
              Of a form
            </Button>
          </div>
        </Shown>
      </div>
      <JobPartsShown />
      <RestaurantPartsShown />
      <FormsShown />
      <FacesShown />
    </main>
  );
}
