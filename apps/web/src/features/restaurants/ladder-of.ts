import { definitions, JOB_TYPES, type JobType } from "@pumpd/automations/definitions";
import { BookOpen, Layers, type LucideIcon, Palette, ReceiptText, Store, Tag } from "lucide-react";
import type { JobRow, RestaurantDetail } from "@/features/answers";
import { jobTitle } from "@/features/jobs/job-type";

export type RungFacts = {
  type: JobType;
  title: string;
  icon: LucideIcon;
  state: "seen" | "look" | "moving" | "failed" | "ready" | "held" | "later";
  seenAt?: string;
  by?: string;
  summary?: string;
  /** the job that has seen the milestone */
  seenByJobId?: string;
  /** the newest job of this type, when it is the one that matters */
  job?: JobRow;
};

const MILESTONE_OF: Readonly<Record<string, string>> = {
  register_restaurant: "registered",
  upload_menu: "menu_imported",
  configure_website: "website_configured",
  option_sets: "option_sets_added",
  item_tags: "item_tags_added",
};
const ICONS: Readonly<Record<string, LucideIcon>> = {
  register_restaurant: Store,
  upload_menu: BookOpen,
  configure_website: Palette,
  option_sets: Layers,
  item_tags: Tag,
};

/** One rung per job type there is. A milestone was seen at the portal or it is not there at all. */
export function ladderOf(restaurant: RestaurantDetail, newest: readonly JobRow[]): RungFacts[] {
  return JOB_TYPES.map((type) => {
    const seen = restaurant.milestones.find((one) => one.milestone === MILESTONE_OF[type]);
    const job = newest.find((one) => one.type === type && one.mode === "run");
    const base = {
      type,
      title: seen && type === "register_restaurant" ? "Registered" : jobTitle(type),
      icon: ICONS[type] ?? ReceiptText,
    };
    const open = job && openState(job);
    if (open) return { ...base, state: open, job };
    if (seen)
      return {
        ...base,
        state: "seen",
        seenAt: seen.seenAt,
        by: seen.by,
        summary: seen.summary ?? undefined,
        seenByJobId: seen.jobId,
      };
    if (job && (job.state === "failed" || job.state === "timeout")) return { ...base, state: "failed", job };
    const before: readonly string[] = definitions[type].after;
    const isReady = before.every((milestone) => restaurant.milestones.some((one) => one.milestone === milestone));
    return { ...base, state: isReady ? "ready" : "later" };
  });
}

function openState(job: JobRow): RungFacts["state"] | undefined {
  if (job.state === "on_hold") return "held";
  if (job.status === "running" || job.status === "pending") return "moving";
  if (job.status === "needs_review" || job.state === "needs_look") return "look";
  return undefined;
}
