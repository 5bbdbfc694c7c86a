/** Counters and gauges in Prometheus' text format; no library for forty lines. */
export class Metrics {
  readonly #counters = new Map<string, number>();
  readonly #gauges = new Map<string, () => number>();

  count(name: string, labels: Readonly<Record<string, string>> = {}, by = 1): void {
    const key = `${name}${labelText(labels)}`;
    this.#counters.set(key, (this.#counters.get(key) ?? 0) + by);
  }

  gauge(name: string, read: () => number): void {
    this.#gauges.set(name, read);
  }

  value(name: string, labels: Readonly<Record<string, string>> = {}): number {
    return this.#counters.get(`${name}${labelText(labels)}`) ?? 0;
  }

  toText(): string {
    const lines = [
      ...[...this.#counters].map(([key, value]) => `${key} ${value}`),
      ...[...this.#gauges].map(([name, read]) => `${name} ${read()}`),
    ];
    return `${lines.sort().join("\n")}\n`;
  }
}

function labelText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}
