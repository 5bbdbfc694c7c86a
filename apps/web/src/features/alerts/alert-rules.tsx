"use client";
import { useId, useState } from "react";
import { LoadingRows } from "@/components/list-faces";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Input, InputUnit } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toast";
import type { AlertRuleSetting } from "@/features/answers";
import { trpc } from "@/lib/trpc/client";
import { RULE_WORDS, ALERT_WORDS as W } from "./words";

/** What is looked at; an admin changes it in place. */
export function AlertRules({ isAdmin }: { isAdmin: boolean }) {
  const rules = trpc.alerts.rules.useQuery();
  const rows: AlertRuleSetting[] = rules.data ?? [];
  return (
    <section aria-labelledby="rules" className="mt-9">
      <h2 id="rules" className="text-16 font-heading">
        {W.rules}
      </h2>
      <p className="text-13 text-ink-2">{W.rulesText}</p>
      <Card className="mt-3 overflow-hidden">
        {rules.isPending ? <LoadingRows /> : null}
        <ul className="divide-y divide-line">
          {rows.map((setting) => (
            <RuleLine
              key={`${setting.rule} ${setting.threshold} ${setting.isOn}`}
              setting={setting}
              isAdmin={isAdmin}
            />
          ))}
        </ul>
      </Card>
    </section>
  );
}

function RuleLine({ setting, isAdmin }: { setting: AlertRuleSetting; isAdmin: boolean }) {
  const { title, unit } = RULE_WORDS[setting.rule];
  const id = useId();
  const utils = trpc.useUtils();
  const [text, setText] = useState(String(setting.threshold));
  const save = trpc.alerts.setRule.useMutation({
    onSuccess: () => {
      toast(W.saved);
      void utils.alerts.rules.invalidate();
    },
  });
  const threshold = Number(text);
  const isChanged =
    text.trim() !== "" && Number.isFinite(threshold) && threshold >= 0 && threshold !== setting.threshold;
  return (
    <li className="grid items-center gap-x-5 gap-y-2 px-5 py-3 desk:grid-cols-[minmax(0,1fr)_190px_auto_80px]">
      <label htmlFor={id}>{title}</label>
      <Input
        id={id}
        inputMode="decimal"
        value={text}
        disabled={!isAdmin || !setting.isOn}
        onChange={(event) => setText(event.target.value)}
        end={<InputUnit>{unit}</InputUnit>}
      />
      <span className="flex items-center gap-2 text-13 text-ink-2">
        <Switch
          aria-label={`${title}: ${W.on}`}
          checked={setting.isOn}
          disabled={!isAdmin || save.isPending}
          onCheckedChange={(isOn) => save.mutate({ ...setting, isOn })}
        />
        {W.on}
      </span>
      {isChanged ? (
        <Button look="outline" disabled={save.isPending} onClick={() => save.mutate({ ...setting, threshold })}>
          {W.save}
        </Button>
      ) : null}
    </li>
  );
}
