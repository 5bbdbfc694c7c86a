import type { DisplayState } from "@pumpd/model";
import {
  Archive,
  BadgeCheck,
  Ban,
  CircleStop,
  CircleX,
  Clock,
  ConciergeBell,
  Eye,
  Hourglass,
  ListEnd,
  LoaderCircle,
  type LucideIcon,
  OctagonPause,
  Redo2,
  RotateCw,
  ScanSearch,
  Timer,
  TimerOff,
  Unplug,
} from "lucide-react";
import { cn } from "@/lib/cn";

/** Shapes alone tell the states apart: this map is tested in greyscale by eye on the gallery page. */
const ICONS: Record<DisplayState, LucideIcon> = {
  waiting: Clock,
  waiting_turn: ListEnd,
  retrying: RotateCw,
  waiting_slot: Timer,
  on_hold: OctagonPause,
  waiting_worker: Unplug,
  handed_back: Clock,
  starting: LoaderCircle,
  running: LoaderCircle,
  stopping: CircleStop,
  checking: ScanSearch,
  quiet: Hourglass,
  worker_quiet: Unplug,
  completed: BadgeCheck,
  needs_look: Eye,
  completed_by_hand: BadgeCheck,
  needs_review: ConciergeBell,
  failed: CircleX,
  timeout: TimerOff,
  dismissed: Archive,
  replaced: Redo2,
  cancelled: Ban,
};

/** The one thing on a page that goes round for ever. */
const TURNING: ReadonlySet<DisplayState> = new Set(["starting", "running"]);

export function StateIcon({ state, className }: { state: DisplayState; className?: string }) {
  const Icon = ICONS[state];
  return <Icon aria-hidden className={cn(TURNING.has(state) && "animate-turn", className)} />;
}
