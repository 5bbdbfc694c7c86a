/**
 * What an archive of an organisation has, by table, and which columns stay out: sealed secrets, which are of no use to
 * anybody but a worker.
 */
export const EXPORTED_TABLES: Readonly<Record<string, readonly string[]>> = {
  organisations: [],
  portal_accounts: ["sealed_password", "key_id"],
  restaurants: [],
  restaurant_milestones: [],
  restaurant_notes: [],
  jobs: [],
  attempts: [],
  job_steps: [],
  effects: [],
  job_events: [],
  job_logs: [],
  jobs_archive: [],
  usage_events: [],
  bulk_actions: [],
  bulk_action_items: [],
  artifacts: [],
  holds: [],
  saved_views: [],
  alert_rules: [],
  alerts: [],
  alert_channels: ["sealed_url", "key_id"],
  webhooks: ["sealed_secret", "key_id"],
  webhook_deliveries: [],
  audit_log: [],
};

/** Ways in, what is under way, and what only matters for a moment. */
export const NOT_EXPORTED: readonly string[] = [
  "api_keys",
  "invitations",
  "idempotency_keys",
  "alert_messages",
  "notice_looks",
  "live_pictures",
  "live_watchers",
  "organisation_exports",
];
