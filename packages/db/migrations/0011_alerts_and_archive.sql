CREATE TABLE "alert_channels" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"label" text NOT NULL,
	"sealed_url" "bytea",
	"key_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "alert_channels_scoped" UNIQUE("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "alert_messages" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"channel_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"problem" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alert_rules" (
	"organisation_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"is_on" boolean NOT NULL,
	"threshold" double precision NOT NULL,
	CONSTRAINT "alert_rules_organisation_id_rule_pk" PRIMARY KEY("organisation_id","rule")
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"cause" text DEFAULT '' NOT NULL,
	"says" text NOT NULL,
	"fired_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"acknowledged_at" timestamp (3) with time zone,
	"acknowledged_by" text,
	"resolved_at" timestamp (3) with time zone,
	"over_told_at" timestamp (3) with time zone,
	CONSTRAINT "alerts_scoped" UNIQUE("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "jobs_archive" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"restaurant_id" uuid NOT NULL,
	"short_id" text NOT NULL,
	"type" text NOT NULL,
	"mode" text NOT NULL,
	"status" text NOT NULL,
	"outcome" text,
	"summary" text,
	"result" jsonb,
	"failure" jsonb,
	"failure_code" text,
	"attempts" integer NOT NULL,
	"tries_used" integer NOT NULL,
	"sent_count" integer NOT NULL,
	"seen_count" integer NOT NULL,
	"run_ms" integer NOT NULL,
	"created_by_kind" text NOT NULL,
	"created_by_id" text NOT NULL,
	"created_by_name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"completed_at" timestamp (3) with time zone NOT NULL,
	"archived_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "usage_events" (
	"job_id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"month" text NOT NULL,
	"type" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "alert_channels" ADD CONSTRAINT "alert_channels_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_messages" ADD CONSTRAINT "alert_messages_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_messages" ADD CONSTRAINT "alert_messages_channel_fk" FOREIGN KEY ("organisation_id","channel_id") REFERENCES "public"."alert_channels"("organisation_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_rules" ADD CONSTRAINT "alert_rules_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs_archive" ADD CONSTRAINT "jobs_archive_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_events" ADD CONSTRAINT "usage_events_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alert_messages_due" ON "alert_messages" USING btree ("next_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "alert_messages_channel" ON "alert_messages" USING btree ("organisation_id","channel_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_open" ON "alerts" USING btree ("organisation_id","rule","cause") WHERE resolved_at is null;--> statement-breakpoint
CREATE INDEX "alerts_newest" ON "alerts" USING btree ("organisation_id","id");--> statement-breakpoint
CREATE INDEX "jobs_archive_restaurant" ON "jobs_archive" USING btree ("organisation_id","restaurant_id","completed_at");--> statement-breakpoint
CREATE INDEX "jobs_archive_short_id" ON "jobs_archive" USING btree ("organisation_id","short_id");--> statement-breakpoint
CREATE INDEX "usage_events_month" ON "usage_events" USING btree ("organisation_id","month","type");--> statement-breakpoint
CREATE INDEX "jobs_ended" ON "jobs" USING btree ("completed_at") WHERE completed_at is not null;--> statement-breakpoint
CREATE INDEX "jobs_parent" ON "jobs" USING btree ("parent_job_id") WHERE parent_job_id is not null;
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['alert_rules', 'alerts', 'alert_channels', 'alert_messages', 'jobs_archive', 'usage_events'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner on %I to %I using (true) with check (true)', t, current_user);
    execute format('create policy tenant on %I to pumpd_web, pumpd_worker
      using (organisation_id = (select app.organisation_id()) or (select app.is_worker_outside()))
      with check (organisation_id = (select app.organisation_id()) or (select app.is_worker_outside()))', t);
  end loop;
end $$;
--> statement-breakpoint
grant select, insert, update on alert_rules, alert_channels to pumpd_web;
--> statement-breakpoint
grant select on alert_rules, alert_channels to pumpd_worker;
--> statement-breakpoint
grant select, update on alerts to pumpd_web;
--> statement-breakpoint
grant select, insert, update on alerts, alert_messages to pumpd_worker;
--> statement-breakpoint
grant select, insert on alert_messages to pumpd_web;
--> statement-breakpoint
grant select on jobs_archive, usage_events to pumpd_web, pumpd_worker;
--> statement-breakpoint
grant update (drain_requested_at, drain_requested_by) on workers to pumpd_web;
--> statement-breakpoint
-- Usage: a job counts once, when it is first completed, whoever writes that.
create function app.count_usage() returns trigger
language plpgsql security definer set search_path = pg_catalog
as $$
begin
  insert into public.usage_events (job_id, organisation_id, month, type, at)
  values (new.id, new.organisation_id, to_char(new.completed_at at time zone 'UTC', 'YYYY-MM'), new.type, new.completed_at)
  on conflict do nothing;
  return null;
end $$;
--> statement-breakpoint
create trigger count_usage after update of status on jobs for each row
  when (new.status = 'completed' and new.mode = 'run') execute function app.count_usage();
--> statement-breakpoint
create index bulk_action_items_of_job on bulk_action_items (job_id);
--> statement-breakpoint
-- One batch of what has had its time: the row goes to the archive, the rest goes. Kept are open jobs, dead letters nobody
-- has closed, the newest success of each type and restaurant, what a milestone points to, and what has a successor.
create function app.archive_jobs(p_older_than interval, p_most integer)
returns integer
language plpgsql security definer set search_path = pg_catalog
as $$
declare v_count integer;
begin
  with old as (
    select j.id, j.organisation_id from public.jobs j
    where j.completed_at < clock_timestamp() - p_older_than
      and (j.status in ('completed', 'cancelled') or j.resolved_at is not null)
      and (j.status <> 'completed' or j.outcome = 'success' or j.resolved_at is not null)
      and not (j.status = 'completed' and j.outcome = 'success' and not exists (
        select from public.jobs n where n.restaurant_id = j.restaurant_id and n.type = j.type and n.mode = j.mode
          and n.status = 'completed' and n.outcome = 'success' and (n.completed_at, n.id) > (j.completed_at, j.id)))
      and not exists (select from public.restaurant_milestones m where m.restaurant_id = j.restaurant_id and m.job_id = j.id)
      and not exists (select from public.jobs c where c.parent_job_id = j.id)
    order by j.completed_at limit p_most for update of j skip locked
  ), kept as (
    insert into public.jobs_archive (id, organisation_id, restaurant_id, short_id, type, mode, status, outcome, summary,
      result, failure, failure_code, attempts, tries_used, sent_count, seen_count, run_ms, created_by_kind, created_by_id,
      created_by_name, created_at, started_at, completed_at)
    select j.id, j.organisation_id, j.restaurant_id, j.short_id, j.type, j.mode, j.status, j.outcome, j.summary,
      j.result, j.failure, j.failure_code, j.attempt, j.tries_used, j.sent_count, j.seen_count, j.run_ms,
      j.created_by_kind, j.created_by_id, j.created_by_name, j.created_at, j.started_at, j.completed_at
    from public.jobs j join old on old.id = j.id
    on conflict (id) do nothing
  )
  delete from public.jobs j using old where j.id = old.id;
  get diagnostics v_count = row_count;
  return v_count;
end $$;
--> statement-breakpoint
-- Rows of files whose time is over; the caller removes the bytes. One batch.
create function app.expire_artifacts(p_pictures_older_than interval, p_most integer)
returns table (storage_key text)
language sql security definer set search_path = pg_catalog
as $$
  delete from public.artifacts a where a.id in (
    select x.id from public.artifacts x
    where x.expires_at < clock_timestamp()
      or (x.kind in ('step', 'failure', 'review') and x.created_at < clock_timestamp() - p_pictures_older_than)
    limit p_most)
  returning a.storage_key
$$;
--> statement-breakpoint
-- Small rows that only matter for a while.
create function app.remove_spent()
returns void
language sql security definer set search_path = pg_catalog
as $$
  delete from public.idempotency_keys where created_at < clock_timestamp() - interval '2 days';
  delete from public.alert_messages where created_at < clock_timestamp() - interval '90 days' and state <> 'waiting';
  delete from public.portal_uses where at < clock_timestamp() - interval '1 hour';
$$;
--> statement-breakpoint
revoke all on function app.count_usage(), app.archive_jobs(interval, integer), app.expire_artifacts(interval, integer),
  app.remove_spent() from public;
--> statement-breakpoint
grant execute on function app.archive_jobs(interval, integer), app.expire_artifacts(interval, integer), app.remove_spent()
  to pumpd_worker;
