import fc from "fast-check";
import { expect, test } from "vitest";
import { optionSets } from "../src/jobs/option_sets/definition.ts";
import { planTicks } from "../src/portal/parts/item-tree.ts";

const numRuns = Number(process.env.PROPERTY_RUNS ?? 5_000);
const TIME_LIMIT_MS = 30_000 + numRuns * 10;

const target = { upstreamId: "RESmeantOne1", subdomain: "weta-and-vine" };
const anything = fc.oneof(fc.anything(), fc.string({ unit: "grapheme" }), fc.double(), fc.integer());

test("any input is taken or refused, never a crash; what is taken can be done at the portal", {
  timeout: TIME_LIMIT_MS,
}, () => {
  const option = fc.record({ name: anything, price: anything }, { requiredKeys: [] });
  const set = fc.record(
    {
      name: anything,
      displayName: anything,
      isRequired: anything,
      isMultiple: anything,
      min: anything,
      max: anything,
      options: fc.array(option, { maxLength: 4 }),
      dishes: fc.array(anything, { maxLength: 4 }),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(anything, fc.array(set, { maxLength: 4 })), (sets) => {
      const read = optionSets.input.safeParse({ ...target, optionSets: sets });
      if (!read.success) return;
      const names = read.data.optionSets.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      for (const one of read.data.optionSets) {
        expect(one.name).toBe(one.name.trim());
        expect(one.max).toBeGreaterThanOrEqual(Math.max(1, one.min));
        if (!one.isMultiple) expect(one.max).toBe(1);
        for (const { price } of one.options) expect(Number.isInteger(Math.round(price * 1e6) / 1e4)).toBe(true);
      }
    }),
    { numRuns },
  );
});

test("good sets are taken, whatever their names", { timeout: TIME_LIMIT_MS }, () => {
  const name = fc
    .string({ minLength: 1, maxLength: 40, unit: "grapheme" })
    .filter((text) => /[^\s\p{Cc}\p{Cf}]/u.test(text.normalize("NFC")));
  const set = fc
    .record({
      name,
      isMultiple: fc.boolean(),
      min: fc.nat({ max: 3 }),
      more: fc.nat({ max: 3 }),
      options: fc.array(fc.record({ name, price: fc.integer({ min: 0, max: 99_999 }).map((cents) => cents / 100) }), {
        minLength: 1,
        maxLength: 4,
      }),
    })
    .map(({ min, more, isMultiple, ...rest }) => ({
      ...rest,
      isMultiple,
      min: isMultiple ? min : Math.min(1, min),
      max: isMultiple ? Math.max(1, min + more) : 1,
    }));
  fc.assert(
    fc.property(set, (one) => {
      const read = optionSets.input.safeParse({ ...target, optionSets: [one] });
      expect(read.error?.issues ?? []).toEqual([]);
    }),
    { numRuns },
  );
});

test("every place of a wanted dish is ticked, nothing else, and what is missing is told", {
  timeout: TIME_LIMIT_MS,
}, () => {
  const dish = fc.constantFrom(
    "Beef Pho",
    "beef pho",
    "Spring Rolls",
    "Spring Rolls (6)",
    "Spring Rolls (4)",
    'Udon "x"',
    "Kūmara",
    "Kumara",
  );
  fc.assert(
    fc.property(
      fc.array(fc.record({ name: dish, isTicked: fc.boolean() }), { maxLength: 12 }),
      fc.array(dish, { maxLength: 6 }),
      (ticks, wanted) => {
        const { toTick, missing, extra } = planTicks(ticks, wanted);
        for (const place of toTick) expect(ticks[place]?.isTicked).toBe(false);
        const ticked = ticks.map(({ isTicked }, place) => isTicked || toTick.includes(place));
        for (const name of wanted) {
          const places = ticks.flatMap((tick, place) => (tick.name === name ? [place] : []));
          expect(places.every((place) => ticked[place])).toBe(true);
          if (places.length > 0) expect(missing).not.toContain(name);
        }
        expect(extra.every((name) => ticks.some((tick) => tick.name === name && tick.isTicked))).toBe(true);
      },
    ),
    { numRuns },
  );
});
