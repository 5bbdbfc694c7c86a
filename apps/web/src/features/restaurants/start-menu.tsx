"use client";
import { Plus } from "lucide-react";
import Link from "next/link";
import { MayButton } from "@/components/may-button";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/dropdown-menu";
import type { RestaurantDetail } from "@/features/answers";
import { useJobTypes } from "@/features/jobs/job-titles";
import { useMay } from "@/features/session/me";
import { RESTAURANT_WORDS as W } from "./words";

/** Every kind of job for this place; the form says what is in the way of each. */
export function StartMenu({ restaurant }: { restaurant: RestaurantDetail }) {
  const may = useMay("operator");
  const types = useJobTypes();
  const face = (
    <>
      <Plus aria-hidden />
      {W.startJob}
    </>
  );
  if (!may.may) return <MayButton whyNot={may.why}>{face}</MayButton>;
  return (
    <Menu trigger={<Button>{face}</Button>}>
      {types.map(({ type, title }) => (
        <MenuItem key={type} asChild>
          <Link href={`/restaurants/${restaurant.id}/start/${type}`}>{title}</Link>
        </MenuItem>
      ))}
    </Menu>
  );
}
