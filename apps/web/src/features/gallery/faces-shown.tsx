import { CouldNotLoad, LoadingRows, NothingForFilters, NothingYet } from "@/components/list-faces";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Shown } from "./shown";

export function FacesShown() {
  return (
    <div className="grid gap-4 desk:grid-cols-4">
      <Shown name="Loading">
        <Card className="h-[254px] overflow-hidden">
          <LoadingRows />
        </Card>
      </Shown>
      <Shown name="Nothing yet">
        <Card className="grid h-[254px]">
          <NothingYet title="No jobs yet" action={<Button>Choose a restaurant</Button>}>
            Pick a restaurant and start with Register. Every job it ever ran will be listed here.
          </NothingYet>
        </Card>
      </Shown>
      <Shown name="Nothing for these filters">
        <Card className="grid h-[254px]">
          <NothingForFilters title="No failed menus this week" action={<Button>Clear filters</Button>}>
            214 jobs are outside these two filters.
          </NothingForFilters>
        </Card>
      </Shown>
      <Shown name="Could not load">
        <Card className="grid h-[254px] content-center">
          <CouldNotLoad title="No answer from our server" action={<Button>Try now</Button>}>
            Jobs keep running without this page. Showing what we knew at 1:12 pm; trying again in 8 s.
          </CouldNotLoad>
        </Card>
      </Shown>
    </div>
  );
}
