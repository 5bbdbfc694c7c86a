import { MapPinOff } from "lucide-react";
import Link from "next/link";
import { NothingYet } from "@/components/list-faces";
import { Button } from "@/components/ui/button";

export function NotHere() {
  return (
    <main className="grid min-h-[70dvh] place-items-center">
      <h1 className="sr-only">There is no such page</h1>
      <NothingYet
        icon={<MapPinOff aria-hidden />}
        title="There is no such page"
        action={
          <Button asChild>
            <Link href="/">Go to the overview</Link>
          </Button>
        }
      >
        The address is mistyped, or it belongs to another organisation.
      </NothingYet>
    </main>
  );
}
