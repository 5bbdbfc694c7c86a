/** Every metric there is, by who gives it out. The dashboard in `deploy/grafana` may name no other, and shows each of these. */
export type MetricKind = "counter" | "gauge" | "histogram";
type About = { kind: MetricKind; help: string; labels?: readonly string[] };

export const METRICS = {
  pumpd_attempts_started_total: { kind: "counter", help: "Attempts begun", labels: ["type", "trigger"] },
  pumpd_attempts_ended_total: {
    kind: "counter",
    help: "Attempts ended, by where the job went",
    labels: ["type", "status"],
  },
  pumpd_attempts_fenced_total: { kind: "counter", help: "Attempts that lost their lease while running" },
  pumpd_attempts_put_off_total: { kind: "counter", help: "Attempts the portal asked to come later", labels: ["code"] },
  pumpd_browser_kills_total: { kind: "counter", help: "Browsers that had to be killed", labels: ["type"] },
  pumpd_browser_peak_bytes: { kind: "histogram", help: "Peak memory of an attempt's browser", labels: ["type"] },
  pumpd_wait_seconds: { kind: "histogram", help: "From asking to the first start", labels: ["type"] },
  pumpd_run_seconds: { kind: "histogram", help: "Length of an attempt", labels: ["type"] },
  pumpd_step_seconds: { kind: "histogram", help: "Length of a step", labels: ["type", "step"] },
  pumpd_claims_refused_total: { kind: "counter", help: "Wake-ups that started nothing, by why", labels: ["kind"] },
  pumpd_repairs_total: { kind: "counter", help: "What the reconciler had to repair", labels: ["what"] },
  pumpd_held_host_looks_total: { kind: "counter", help: "Looks at a held portal", labels: ["answer"] },
  pumpd_canaries_total: { kind: "counter", help: "Inspections sent to see whether pages are as we know them" },
  pumpd_webhooks_total: { kind: "counter", help: "Webhooks tried, by answer", labels: ["status"] },
  pumpd_bulk_jobs_total: { kind: "counter", help: "Jobs worked on by bulk actions" },
  pumpd_alerts_fired_total: { kind: "counter", help: "Alerts that began" },
  pumpd_alerts_resolved_total: { kind: "counter", help: "Alerts that were over" },
  pumpd_alert_messages_total: { kind: "counter", help: "Alert messages tried", labels: ["kind", "ended"] },
  pumpd_retained_total: { kind: "counter", help: "Archived jobs and removed files", labels: ["what"] },
  pumpd_exports_total: { kind: "counter", help: "Archives of organisations made" },
  pumpd_jobs_running: { kind: "gauge", help: "Attempts, and so browsers, of this worker" },
  pumpd_jobs: { kind: "gauge", help: "Open jobs of all organisations", labels: ["status", "type"] },
  pumpd_oldest_pending_seconds: {
    kind: "gauge",
    help: "Age of the oldest job that waits for its turn alone",
    labels: ["type"],
  },
  pumpd_jobs_overdue: { kind: "gauge", help: "Open jobs past the time they were wanted by" },
  pumpd_holds: { kind: "gauge", help: "Open holds", labels: ["scope", "kind"] },
  pumpd_workers: { kind: "gauge", help: "Living workers and their slots", labels: ["what"] },
  pumpd_database_connections: { kind: "gauge", help: "Connections of our role", labels: ["application", "state"] },
  pumpd_alerts_open: { kind: "gauge", help: "Alerts that hold now", labels: ["rule"] },
  pumpd_web_requests_total: {
    kind: "counter",
    help: "Calls of procedures by how they ended",
    labels: ["path", "ended"],
  },
  pumpd_web_request_seconds: { kind: "histogram", help: "Length of a procedure's call", labels: ["path"] },
  pumpd_process_memory_bytes: { kind: "gauge", help: "Resident memory of the process" },
} as const satisfies Record<string, About>;

export type MetricName = keyof typeof METRICS;
type NamesOf<Kind extends MetricKind> = {
  [Name in MetricName]: (typeof METRICS)[Name]["kind"] extends Kind ? Name : never;
}[MetricName];
export type CounterName = NamesOf<"counter">;
export type GaugeName = NamesOf<"gauge">;
export type HistogramName = NamesOf<"histogram">;
