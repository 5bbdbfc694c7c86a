import { type CounterName, type GaugeName, type HistogramName, METRICS, type MetricName } from "./metric-list.ts";

type Labels = Readonly<Record<string, string>>;
export type Reading = { name: GaugeName; labels?: Labels; value: number };

/** Upper edges: seconds from a tenth to ten minutes, bytes from 64 MB to 4 GB. */
const SECONDS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600] as const;
const BYTES = [64, 128, 256, 512, 768, 1024, 1536, 2048, 4096].map((megabytes) => megabytes * 1024 * 1024);

type Histogram = { labels: Labels; counts: number[]; sum: number; count: number };

/** Counters, gauges and histograms in Prometheus' text format (0.0.4); no library for a hundred lines. */
export class Metrics {
  readonly #counters = new Map<CounterName, Map<string, number>>();
  readonly #histograms = new Map<HistogramName, Map<string, Histogram>>();
  readonly #gauges = new Map<GaugeName, () => number>();

  count(name: CounterName, labels: Labels = {}, by = 1): void {
    const series = seriesOf(this.#counters, name);
    const key = labelText(labels);
    series.set(key, (series.get(key) ?? 0) + by);
  }

  /** Seconds or bytes, as the name says. */
  observe(name: HistogramName, labels: Labels, value: number): void {
    const series = seriesOf(this.#histograms, name);
    const key = labelText(labels);
    const edges = edgesOf(name);
    const histogram = series.get(key) ?? { labels, counts: edges.map(() => 0), sum: 0, count: 0 };
    series.set(key, histogram);
    histogram.sum += value;
    histogram.count += 1;
    for (const [index, edge] of edges.entries())
      if (value <= edge) histogram.counts[index] = (histogram.counts[index] ?? 0) + 1;
  }

  gauge(name: GaugeName, read: () => number): void {
    this.#gauges.set(name, read);
  }

  value(name: CounterName, labels: Labels = {}): number {
    return this.#counters.get(name)?.get(labelText(labels)) ?? 0;
  }

  /** @param readings gauges that were asked for just now, of the database for example */
  toText(readings: readonly Reading[] = []): string {
    const lines: string[] = [];
    for (const [name, series] of this.#counters)
      lines.push(...head(name), ...[...series].map(([key, n]) => `${name}${key} ${n}`));
    for (const [name, series] of this.#histograms)
      lines.push(...head(name), ...[...series.values()].flatMap((histogram) => histogramLines(name, histogram)));
    for (const [name, read] of this.#gauges) lines.push(...head(name), `${name} ${read()}`);
    const byName = Map.groupBy(readings, ({ name }) => name);
    for (const [name, all] of byName)
      lines.push(...head(name), ...all.map(({ labels = {}, value }) => `${name}${labelText(labels)} ${value}`));
    return `${lines.join("\n")}\n`;
  }
}

function seriesOf<Name, Value>(all: Map<Name, Map<string, Value>>, name: Name): Map<string, Value> {
  const series = all.get(name) ?? new Map<string, Value>();
  all.set(name, series);
  return series;
}

function edgesOf(name: HistogramName): readonly number[] {
  return name.endsWith("_bytes") ? BYTES : SECONDS;
}

function head(name: MetricName): string[] {
  const { help, kind } = METRICS[name];
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`];
}

function histogramLines(name: HistogramName, { labels, counts, sum, count }: Histogram): string[] {
  const buckets = edgesOf(name).map(
    (edge, index) => `${name}_bucket${labelText({ ...labels, le: String(edge) })} ${counts[index]}`,
  );
  const all = labelText(labels);
  return [
    ...buckets,
    `${name}_bucket${labelText({ ...labels, le: "+Inf" })} ${count}`,
    `${name}_sum${all} ${sum}`,
    `${name}_count${all} ${count}`,
  ];
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}
