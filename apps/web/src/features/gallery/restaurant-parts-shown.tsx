import { CLOSED_WEEK, parseHours } from "@pumpd/model";
import { BookOpen, DoorOpen, Eye, Layers, Store, Tag } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { HoursWeek } from "@/features/restaurants/hours-bar";
import { Ladder, NextBand, type Rung } from "@/features/restaurants/ladder";
import { Shown } from "./shown";

const RUNGS: Rung[] = [
  { key: "1", title: "Registered", state: "seen", icon: Store, lines: ["Seen 18 Nov, 9:12 am", "by Anahera P."] },
  {
    key: "2",
    title: "Menu",
    state: "seen",
    icon: BookOpen,
    lines: ["96 dishes, 6 categories", "Seen today, 11:02 am"],
  },
  {
    key: "3",
    title: "Option sets",
    state: "look",
    icon: Layers,
    lines: ["38 of 41, three to look at", "Today, 11:20 am"],
  },
  {
    key: "4",
    title: "Item tags",
    state: "ready",
    icon: Tag,
    lines: ["Ready to start", "About 20 s"],
    link: (
      <Button look="link" size="text">
        Start item tags
      </Button>
    ),
  },
  { key: "5", title: "Open for orders", state: "later", icon: DoorOpen, lines: ["When all of it is seen"] },
];

export function RestaurantPartsShown() {
  return (
    <div className="grid gap-10 desk:grid-cols-[minmax(0,1fr)_360px]">
      <Shown name="Ladder with the next thing">
        <Card className="overflow-hidden">
          <Ladder rungs={RUNGS} />
          <NextBand tone="bell" icon={<Eye aria-hidden />} action={<Button look="primary">Review 3 sets</Button>}>
            <b>Next: look at three option sets.</b> They name Roti Canai, Dosa (6) and Mango Lassi, which are not on the
            menu.
          </NextBand>
        </Card>
      </Shown>
      <Shown name="HoursWeek">
        <HoursWeek
          week={{ ...CLOSED_WEEK, ...parseHours("tue-thu 11:30-2:30pm & 5pm-9:30pm, fri-sat 12pm-1am").week }}
        />
      </Shown>
    </div>
  );
}
