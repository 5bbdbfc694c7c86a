CREATE TABLE "circuits" (
	"scope" text NOT NULL,
	"key" text NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"counting_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"openings" integer DEFAULT 0 NOT NULL,
	"last_start_at" timestamp (3) with time zone,
	"next_look_at" timestamp (3) with time zone,
	CONSTRAINT "circuits_scope_key_pk" PRIMARY KEY("scope","key")
);
--> statement-breakpoint
CREATE TABLE "portal_uses" (
	"host" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
DROP INDEX "holds_open";--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "due_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "line_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "holds" ADD COLUMN "kind" text DEFAULT 'pause' NOT NULL;--> statement-breakpoint
ALTER TABLE "workers" ADD COLUMN "drain_requested_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "workers" ADD COLUMN "drain_requested_by" text;--> statement-breakpoint
CREATE INDEX "portal_uses_window" ON "portal_uses" USING btree ("host","at");--> statement-breakpoint
CREATE INDEX "jobs_pending_due" ON "jobs" USING btree ("organisation_id","due_at") WHERE status = 'pending';--> statement-breakpoint
CREATE UNIQUE INDEX "holds_open" ON "holds" USING btree ("scope","key",coalesce(organisation_id, '00000000-0000-0000-0000-000000000000'::uuid)) WHERE released_at is null;
--> statement-breakpoint
alter table portal_uses set unlogged;
--> statement-breakpoint
grant select on circuits to pumpd_web;
--> statement-breakpoint
grant select, insert, update on circuits to pumpd_worker;
--> statement-breakpoint
grant select, insert, delete on portal_uses to pumpd_worker;
--> statement-breakpoint
update holds set kind = 'credentials' where scope = 'account';
--> statement-breakpoint
-- The order of the queue (docs/order.md). Graphile takes the smallest (priority, run_at): what may start now stands in the
-- line with a time long past, one per place, and what may start later is an alarm clock that rings before the line.
create function app.add_wake_up(p_job public.jobs)
returns void
language plpgsql security definer set search_path = pg_catalog
as $$
declare v_is_later boolean := coalesce(p_job.run_at > clock_timestamp(), false);
begin
  perform graphile_worker.add_job(p_job.type, json_build_object('jobId', p_job.id, 'attempt', p_job.attempt),
    run_at := case when v_is_later then p_job.run_at else p_job.line_at - interval '1 year' end,
    max_attempts := 1, job_key := 'job:' || p_job.id || ':' || p_job.attempt,
    priority := case when v_is_later then -1 else 0 end);
end $$;
--> statement-breakpoint
create or replace function app.enqueue_job(p_job jsonb)
returns table (job_id uuid, short_id text, status text, is_new boolean)
language plpgsql security definer set search_path = pg_catalog
as $$
#variable_conflict use_column
declare
  v_organisation uuid := app.organisation_id();
  v_due timestamptz := clock_timestamp() + make_interval(secs => coalesce((p_job->>'dueMs')::float8, 900000) / 1000);
  v_ahead integer;
  v_job public.jobs;
begin
  if v_organisation is null then
    raise exception 'enqueue_job outside of an organisation' using errcode = 'insufficient_privilege';
  end if;
  loop
    -- Counting stops: who has so many ahead is far back anyway, and a flood must not make the next press slow.
    select count(*) into v_ahead from (
      select from public.jobs j where j.organisation_id = v_organisation and j.status = 'pending' and j.due_at <= v_due
      limit coalesce((p_job->>'mostAhead')::int, 500)) ahead;
    insert into public.jobs (organisation_id, short_id, type, definition_version, mode, restaurant_id, account_id,
      parent_job_id, parent_reason, input, priority, due_at, line_at, run_at, wait_kind, max_tries,
      created_by_kind, created_by_id, created_by_name)
    values (v_organisation, p_job->>'shortId', p_job->>'type', (p_job->>'definitionVersion')::int, p_job->>'mode',
      (p_job->>'restaurantId')::uuid, (p_job->>'accountId')::uuid,
      (p_job->>'parentJobId')::uuid, p_job->>'parentReason', p_job->'input', (p_job->>'priority')::int,
      v_due, v_due + v_ahead * make_interval(secs => coalesce((p_job->>'placeMs')::float8, 30000) / 1000),
      (p_job->>'runAt')::timestamptz, 'first', (p_job->>'maxTries')::int,
      p_job->'by'->>'kind', p_job->'by'->>'id', p_job->'by'->>'name')
    on conflict (restaurant_id, type, mode) where status in ('pending', 'running', 'needs_review') do nothing
    returning * into v_job;
    if found then
      insert into public.job_events (organisation_id, job_id, kind, to_status, actor_kind, actor_id, actor_name, reason)
      values (v_organisation, v_job.id, 'status', 'pending', v_job.created_by_kind, v_job.created_by_id,
        v_job.created_by_name, p_job->>'reason');
      insert into public.audit_log (organisation_id, actor_kind, actor_id, actor_name, action, target_kind, target_id, request_id)
      values (v_organisation, v_job.created_by_kind, v_job.created_by_id, v_job.created_by_name, 'job.enqueue', 'job',
        v_job.id::text, p_job->'by'->>'requestId');
      perform app.add_wake_up(v_job);
      return query select v_job.id, v_job.short_id, v_job.status, true;
      return;
    end if;
    return query
      select j.id, j.short_id, j.status, false from public.jobs j
      where j.organisation_id = v_organisation and j.restaurant_id = (p_job->>'restaurantId')::uuid
        and j.type = p_job->>'type' and j.mode = p_job->>'mode'
        and j.status in ('pending', 'running', 'needs_review');
    if found then return; end if;
    -- the one in the way has just ended: try again
  end loop;
end $$;
--> statement-breakpoint
create or replace function app.wake_job(p_job uuid)
returns boolean
language plpgsql security definer set search_path = pg_catalog
as $$
declare v_job public.jobs;
begin
  select * into v_job from public.jobs
  where id = p_job and status = 'pending' and organisation_id = app.organisation_id();
  if not found then return false; end if;
  perform app.add_wake_up(v_job);
  return true;
end $$;
--> statement-breakpoint
-- A hold has ended (or may be tried): the jobs that wait for it, of every organisation, stand in the line again.
create function app.wake_held(p_hold uuid, p_most integer)
returns integer
language plpgsql security definer set search_path = pg_catalog
as $$
declare v_job public.jobs; v_count integer := 0;
begin
  if not exists (select from public.holds where id = p_hold and (released_at is not null or until <= clock_timestamp()))
  then return 0; end if;
  for v_job in select * from public.jobs where status = 'pending' and wait_kind = 'held' and wait_for = p_hold::text
    order by line_at limit p_most for update skip locked
  loop
    update public.jobs set wait_kind = 'first', wait_for = null, run_at = null, updated_at = clock_timestamp()
    where id = v_job.id returning * into v_job;
    perform app.add_wake_up(v_job);
    v_count := v_count + 1;
  end loop;
  return v_count;
end $$;
--> statement-breakpoint
revoke all on function app.add_wake_up(public.jobs), app.wake_held(uuid, integer) from public;
--> statement-breakpoint
grant execute on function app.wake_held(uuid, integer) to pumpd_web, pumpd_worker;
--> statement-breakpoint
-- A hold on a host or job type concerns everybody, and so it is no organisation's row to change: for platform admins.
create function app.release_shared_hold(p_hold uuid, p_by text)
returns boolean
language plpgsql security definer set search_path = pg_catalog
as $$
begin
  update public.holds set released_at = clock_timestamp(), released_by = p_by
  where id = p_hold and organisation_id is null and released_at is null;
  if not found then return false; end if;
  perform app.wake_held(p_hold, 10000);
  return true;
end $$;
--> statement-breakpoint
revoke all on function app.release_shared_hold(uuid, text) from public;
--> statement-breakpoint
grant execute on function app.release_shared_hold(uuid, text) to pumpd_web;
