import { classes } from "../classes.ts";

type Props = { tabs: readonly string[]; active: number; onPick: (index: number) => void };

/** The strip of tabs; each is two elements deep and the inner one is clicked. */
export function TabOptions({ tabs, active, onPick }: Props) {
  return (
    <div className={classes.tabOptions}>
      {tabs.map((tab, index) => (
        <div key={tab}>
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the observed tabs answer clicks only */}
          {/* biome-ignore lint/a11y/noStaticElementInteractions: as above */}
          <div className={index === active ? "tab active" : "tab"} onClick={() => onPick(index)}>
            {tab}
          </div>
        </div>
      ))}
    </div>
  );
}
