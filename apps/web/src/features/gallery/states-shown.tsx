import { DISPLAY_STATES } from "@pumpd/model";
import { STATE_WORDS } from "@pumpd/model/words";
import { Card } from "@/components/ui/card";
import { StatusPill, StatusWord } from "@/features/jobs/status-word";

export function StatesShown() {
  return (
    <Card className="divide-y divide-line px-5 py-2">
      {DISPLAY_STATES.map((state) => (
        <div key={state} className="grid items-center gap-x-4 gap-y-0.5 py-1.5 desk:grid-cols-[180px_1fr_auto]">
          <StatusWord state={state} />
          <span className="text-13 text-ink-2">{STATE_WORDS[state].meaning}</span>
          <span className="hidden desk:block">
            <StatusPill state={state} />
          </span>
        </div>
      ))}
    </Card>
  );
}
