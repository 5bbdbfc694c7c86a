import { MapPinOff } from "lucide-react";
import Link from "next/link";
import { NothingYet } from "@/components/list-faces";
import { Button } from "@/components/ui/button";
import { FRAME_WORDS as W } from "./words";

export function NotHere() {
  return (
    <main className="grid min-h-[70dvh] place-items-center">
      <h1 className="sr-only">{W.noPage}</h1>
      <NothingYet
        icon={<MapPinOff aria-hidden />}
        title={W.noPage}
        action={
          <Button asChild>
            <Link href="/">{W.toOverview}</Link>
          </Button>
        }
      >
        {W.noPageText}
      </NothingYet>
    </main>
  );
}
