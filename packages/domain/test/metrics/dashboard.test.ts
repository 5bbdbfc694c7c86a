import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { METRICS } from "../../src/metrics/index.ts";

/** The part of Grafana's dashboard model (schema version 41) that ours uses. */
const dashboardSchema = z.object({
  uid: z.string().max(40),
  title: z.string().min(1),
  schemaVersion: z.literal(41),
  refresh: z.string(),
  time: z.object({ from: z.string(), to: z.string() }),
  templating: z.object({
    list: z
      .array(z.object({ name: z.string(), type: z.literal("datasource"), query: z.literal("prometheus") }))
      .length(1),
  }),
  panels: z.array(
    z.object({
      id: z.number().int().positive(),
      title: z.string().min(1),
      type: z.enum(["timeseries", "stat"]),
      datasource: z.object({ type: z.literal("prometheus"), uid: z.string() }),
      gridPos: z.object({
        x: z.number().int().min(0).max(23),
        y: z.number().int().min(0),
        w: z.number().int().min(1).max(24),
        h: z.number().int().min(1),
      }),
      fieldConfig: z.object({ defaults: z.object({ unit: z.string() }), overrides: z.array(z.unknown()) }),
      targets: z.array(z.object({ refId: z.string(), expr: z.string().min(1), legendFormat: z.string() })).min(1),
    }),
  ),
});

const dashboard = dashboardSchema.parse(
  JSON.parse(readFileSync(new URL("../../../../deploy/grafana/pumpd.json", import.meta.url), "utf8")),
);
const named = dashboard.panels.flatMap(({ targets }) =>
  targets.flatMap(({ expr }) => expr.match(/pumpd_[a-z_]+/g) ?? []),
);
const metricOf = (series: string) => series.replace(/_bucket$/, "");

test("every panel asks for metrics that there are, and every metric has a panel", () => {
  expect([...new Set(named.map(metricOf))].sort()).toEqual(Object.keys(METRICS).sort());
});

test("panels have their own number and place", () => {
  expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
  expect(new Set(dashboard.panels.map(({ gridPos: { x, y } }) => `${x} ${y}`)).size).toBe(dashboard.panels.length);
});
