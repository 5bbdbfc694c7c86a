"use client";
import { storedFileSchema } from "@pumpd/automations/define";
import { storeColours } from "@pumpd/automations/store-colours";
import { Card } from "@/components/ui/card";
import type { Values } from "@/lib/use-zod-form";
import { STORE_WORDS as W } from "./words";

const HEX = /^#[0-9a-f]{6}$/i;
/** Stands in for what the portal's own dark theme paints. */
const DARK = { background: "#161616", box: "#242424", text: "#f2f2f2" };

/** A sketch of the store in the chosen colours: for the eye, before anything is sent. */
export function StorePreview({ name, values }: { name: string; values: Values }) {
  const colour = (key: string) => {
    const value = values[key];
    return typeof value === "string" && HEX.test(value.trim()) ? value.trim() : undefined;
  };
  const colours = storeColours({
    theme: values.theme === "light" ? "light" : "dark",
    primaryColour: colour("primaryColour") ?? "#4a4a4a",
    secondaryColour: colour("secondaryColour"),
    navTextColour: colour("navTextColour"),
    boxTextColour: colour("boxTextColour"),
  });
  const logo = storedFileSchema.safeParse(values.logo).data;
  const background = colours.background ?? DARK.background;
  const box = { background: colours.boxBackground ?? DARK.box, color: colours.boxText };
  const isCards = values.itemLayout === "card";
  const family = (key: string) => ({ fontFamily: `"${String(values[key] ?? "").replaceAll('"', "")}", sans-serif` });
  return (
    <section aria-labelledby="preview-title">
      <h2 id="preview-title" className="mb-3 text-16 font-heading">
        {W.title}
      </h2>
      <Card className="overflow-hidden">
        <div role="img" aria-label={W.says(String(values.theme), colours.primary)} style={{ background }}>
          <div
            className="flex items-center gap-3 px-4 py-3 text-14"
            style={{
              background: colours.navBackground ?? DARK.background,
              color: colours.navText,
              ...family("headingFont"),
            }}
          >
            {logo ? (
              <img src={`/api/pictures/${logo.artifactId}`} alt="" className="h-8 max-w-24 object-contain" />
            ) : null}
            <span className="min-w-0 truncate font-heading">{name}</span>
          </div>
          <div className={isCards ? "grid grid-cols-2 gap-2 p-4" : "space-y-2 p-4"} style={family("textFont")}>
            {W.dishes.map((dish) => (
              <div key={dish} className="rounded-cell px-3 py-2 text-13 shadow-1" style={box}>
                {dish}
              </div>
            ))}
            <div
              className="col-span-full rounded-cell px-3 py-2 text-center text-13 font-control"
              style={{ background: colours.primary, color: colours.primaryText ?? DARK.text }}
            >
              {W.order}
            </div>
          </div>
        </div>
        <p className="border-t border-line px-4 py-2.5 text-12 text-ink-3">{W.note}</p>
      </Card>
    </section>
  );
}
