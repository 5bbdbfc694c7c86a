import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** Recomputes WCAG contrast from the stylesheet itself, so that a changed token cannot slip past. */
type Rgb = readonly [number, number, number];

const css = readFileSync(new URL("./globals.css", import.meta.url), "utf8");

function tokensOf(selector: string): Map<string, Rgb> {
  const block = new RegExp(`^${selector} \\{([^}]*)\\}`, "m").exec(css)?.[1] ?? "";
  const tokens = new Map<string, Rgb>();
  for (const [, name = "", l, c, h] of block.matchAll(/--([\w-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\);/g)) {
    tokens.set(name, oklchToLinearRgb(Number(l), Number(c), Number(h)));
  }
  return tokens;
}

// The matrices are those of CSS Color 4, section 18.
function oklchToLinearRgb(lightness: number, chroma: number, hue: number): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** What a screen shows: rounded to 8 bits, then linear again. */
function shown(linear: number): number {
  const clipped = Math.min(1, Math.max(0, linear));
  const encoded = clipped <= 0.0031308 ? clipped * 12.92 : 1.055 * clipped ** (1 / 2.4) - 0.055;
  const byte = Math.round(encoded * 255) / 255;
  return byte <= 0.04045 ? byte / 12.92 : ((byte + 0.055) / 1.055) ** 2.4;
}

function luminance([r, g, b]: Rgb): number {
  return 0.2126 * shown(r) + 0.7152 * shown(g) + 0.0722 * shown(b);
}

function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const GROUNDS = ["canvas", "page", "card", "well", "hover"];
const TEXT: Record<string, string[]> = {
  ink: [...GROUNDS, "move-soft", "bell-soft", "fail-soft", "seen-soft"],
  "ink-2": [...GROUNDS, "move-soft", "bell-soft"],
  "ink-3": GROUNDS,
  act: [...GROUNDS, "move-soft"],
  "on-act": ["act", "act-hover"],
  move: [...GROUNDS, "move-soft"],
  seen: [...GROUNDS, "seen-soft"],
  bell: [...GROUNDS, "bell-soft"],
  fail: [...GROUNDS, "fail-soft"],
};
const EDGES: Record<string, string[]> = {
  control: ["page", "card", "canvas"],
  ring: ["page", "card", "canvas"],
  "move-solid": ["page", "card"],
  "seen-solid": ["page", "card"],
  "bell-solid": ["page", "card"],
  "fail-solid": ["page", "card"],
};

describe.each([
  { theme: "light", tokens: tokensOf(":root") },
  { theme: "dark", tokens: tokensOf("\\.dark") },
])("in $theme", ({ tokens }) => {
  const ratio = (name: string, ground: string): number => {
    const one = tokens.get(name);
    const other = tokens.get(ground);
    if (!one || !other) throw new Error(`no token ${name} or ${ground}`);
    return contrast(one, other);
  };

  it.each(Object.entries(TEXT))("%s can be read wherever it may stand", (name, grounds) => {
    for (const ground of grounds) expect(ratio(name, ground), `${name} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  });

  it.each(Object.entries(EDGES))("the edge %s can be seen", (name, grounds) => {
    for (const ground of grounds) expect(ratio(name, ground), `${name} on ${ground}`).toBeGreaterThanOrEqual(3);
  });

  it("has no colour outside sRGB", () => {
    for (const [name, rgb] of tokens) {
      for (const channel of rgb) {
        expect(channel, name).toBeGreaterThan(-0.002);
        expect(channel, name).toBeLessThan(1.002);
      }
    }
  });
});
