-- The walls: three roles, row level security on every tenant table, and the few doors through them.
-- Roles belong to the cluster, so another database may have made them already.
do $$
declare role_name text;
begin
  foreach role_name in array array['pumpd_web', 'pumpd_worker'] loop
    begin
      execute format('create role %I nologin', role_name);
    exception when duplicate_object or unique_violation then null;
    end;
  end loop;
end $$;
--> statement-breakpoint
create schema app;
--> statement-breakpoint
alter table live_pictures set unlogged;
--> statement-breakpoint
alter table live_watchers set unlogged;
--> statement-breakpoint
-- The organisation of this transaction, or null. `withScope` sets it; nothing else does.
create function app.organisation_id() returns uuid
language sql stable parallel safe
as $$ select nullif(current_setting('app.organisation_id', true), '')::uuid $$;
--> statement-breakpoint
-- A worker serves every organisation, but once it has entered one it sees only that one.
create function app.is_worker_outside() returns boolean
language sql stable parallel safe
as $$ select current_user = 'pumpd_worker' and app.organisation_id() is null $$;
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['restaurants', 'portal_accounts', 'restaurant_milestones', 'api_keys', 'jobs', 'attempts',
    'job_steps', 'effects', 'job_events', 'job_logs', 'artifacts', 'live_pictures', 'live_watchers', 'audit_log',
    'organisations', 'holds'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    -- Forced, so that an owner who is no superuser needs leave for the few functions below, which check by themselves.
    execute format('create policy owner on %I to %I using (true) with check (true)', t, current_user);
    if t not in ('organisations', 'holds') then
      execute format('create policy tenant on %I to pumpd_web, pumpd_worker
        using (organisation_id = (select app.organisation_id()) or (select app.is_worker_outside()))
        with check (organisation_id = (select app.organisation_id()) or (select app.is_worker_outside()))', t);
    end if;
  end loop;
end $$;
--> statement-breakpoint
create policy tenant on organisations to pumpd_web, pumpd_worker
  using (id = (select app.organisation_id()) or (select app.is_worker_outside()))
  with check (id = (select app.organisation_id()));
--> statement-breakpoint
-- Holds on a host or a job type concern everybody and may be read by everybody.
create policy tenant on holds to pumpd_web, pumpd_worker
  using (organisation_id is null or organisation_id = (select app.organisation_id()) or (select app.is_worker_outside()))
  with check (organisation_id = (select app.organisation_id()) or current_user = 'pumpd_worker');
--> statement-breakpoint
grant usage on schema public, app to pumpd_web, pumpd_worker;
--> statement-breakpoint
grant usage on schema auth to pumpd_web;
--> statement-breakpoint
grant select, insert, update, delete on all tables in schema auth to pumpd_web;
--> statement-breakpoint
grant select, insert, update on restaurants, portal_accounts, restaurant_milestones to pumpd_web, pumpd_worker;
--> statement-breakpoint
grant select, update on organisations to pumpd_web;
--> statement-breakpoint
grant select on organisations to pumpd_worker;
--> statement-breakpoint
grant select, insert, update on api_keys to pumpd_web;
--> statement-breakpoint
grant select, update on jobs to pumpd_web;
--> statement-breakpoint
grant select, insert, update on jobs to pumpd_worker;
--> statement-breakpoint
grant select on attempts, job_steps, job_logs, live_pictures to pumpd_web;
--> statement-breakpoint
grant select, update on effects to pumpd_web;
--> statement-breakpoint
grant select, insert, update on attempts, job_steps, effects, live_pictures to pumpd_worker;
--> statement-breakpoint
grant delete on live_pictures, live_watchers to pumpd_worker;
--> statement-breakpoint
grant select, insert, update on live_watchers to pumpd_web;
--> statement-breakpoint
grant select on live_watchers to pumpd_worker;
--> statement-breakpoint
-- Append-only: there is no update and no delete to grant.
grant select, insert on job_events, audit_log to pumpd_web, pumpd_worker;
--> statement-breakpoint
grant select, insert on job_logs to pumpd_worker;
--> statement-breakpoint
grant select, insert, update on artifacts, holds to pumpd_web, pumpd_worker;
--> statement-breakpoint
grant select on workers to pumpd_web;
--> statement-breakpoint
grant select, insert, update on workers to pumpd_worker;
--> statement-breakpoint
grant usage on all sequences in schema public to pumpd_web, pumpd_worker;
--> statement-breakpoint
create view job_stdout with (security_invoker = true) as
  select organisation_id, job_id, attempt, string_agg(text, E'\n' order by id) as text
  from job_logs where level in ('debug', 'info') group by organisation_id, job_id, attempt;
--> statement-breakpoint
create view job_stderr with (security_invoker = true) as
  select organisation_id, job_id, attempt, string_agg(text, E'\n' order by id) as text
  from job_logs where level in ('warn', 'error') group by organisation_id, job_id, attempt;
--> statement-breakpoint
grant select on job_stdout, job_stderr to pumpd_web, pumpd_worker;
--> statement-breakpoint
-- The person's organisations, before any scope exists.
create function app.memberships_of(p_user uuid)
returns table (organisation_id uuid, name text, role text)
language sql stable security definer set search_path = pg_catalog
as $$
  select o.id, o.name, m.role
  from auth.memberships m join public.organisations o on o.id = m.organisation_id
  where m.user_id = p_user and o.archived_at is null
  order by o.name
$$;
--> statement-breakpoint
-- The key behind a hash, before any scope exists.
create function app.find_api_key(p_hash text)
returns table (id uuid, organisation_id uuid, name text)
language sql stable security definer set search_path = pg_catalog
as $$
  select k.id, k.organisation_id, k.name
  from public.api_keys k join public.organisations o on o.id = k.organisation_id
  where k.hash = p_hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
    and o.archived_at is null
$$;
--> statement-breakpoint
-- Only for seeds and platform admins: an organisation and nothing else.
create function app.create_organisation(p_name text, p_admin_url text, p_country text, p_timezone text)
returns uuid
language sql security definer set search_path = pg_catalog
as $$
  insert into public.organisations (name, admin_url, country, timezone)
  values (p_name, p_admin_url, p_country, p_timezone) returning id
$$;
--> statement-breakpoint
-- One statement: job, first event, audit line and wake-up together, or the job that is already open. Correct under racing calls:
-- the partial unique index decides, a loser waits for the winner and then reads its row.
create function app.enqueue_job(p_job jsonb)
returns table (job_id uuid, short_id text, status text, is_new boolean)
language plpgsql security definer set search_path = pg_catalog
as $$
#variable_conflict use_column
declare
  v_organisation uuid := app.organisation_id();
  v_job public.jobs;
begin
  if v_organisation is null then
    raise exception 'enqueue_job outside of an organisation' using errcode = 'insufficient_privilege';
  end if;
  loop
    insert into public.jobs (organisation_id, short_id, type, definition_version, mode, restaurant_id, account_id,
      parent_job_id, parent_reason, input, priority, run_at, wait_kind, max_tries,
      created_by_kind, created_by_id, created_by_name)
    values (v_organisation, p_job->>'shortId', p_job->>'type', (p_job->>'definitionVersion')::int, p_job->>'mode',
      (p_job->>'restaurantId')::uuid, (p_job->>'accountId')::uuid,
      (p_job->>'parentJobId')::uuid, p_job->>'parentReason', p_job->'input', (p_job->>'priority')::int,
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
      perform graphile_worker.add_job(v_job.type, json_build_object('jobId', v_job.id, 'attempt', v_job.attempt),
        run_at := v_job.run_at, max_attempts := 1, job_key := 'job:' || v_job.id || ':' || v_job.attempt,
        priority := v_job.priority);
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
-- Wakes the pending attempt of one of this organisation's jobs (retry, "try now", released hold).
create function app.wake_job(p_job uuid)
returns boolean
language plpgsql security definer set search_path = pg_catalog
as $$
declare v_job public.jobs;
begin
  select * into v_job from public.jobs
  where id = p_job and status = 'pending' and organisation_id = app.organisation_id();
  if not found then return false; end if;
  perform graphile_worker.add_job(v_job.type, json_build_object('jobId', v_job.id, 'attempt', v_job.attempt),
    run_at := v_job.run_at, max_attempts := 1, job_key := 'job:' || v_job.id || ':' || v_job.attempt,
    priority := v_job.priority);
  return true;
end $$;
--> statement-breakpoint
-- Takes back the wake-up of a job that is not going to run.
create function app.unwake_job(p_job uuid, p_attempt integer)
returns void
language plpgsql security definer set search_path = pg_catalog
as $$
begin
  if exists (select 1 from public.jobs where id = p_job and organisation_id = app.organisation_id()) then
    perform graphile_worker.remove_job('job:' || p_job || ':' || p_attempt);
  end if;
end $$;
--> statement-breakpoint
revoke all on all functions in schema app from public;
--> statement-breakpoint
grant execute on function app.organisation_id(), app.is_worker_outside() to pumpd_web, pumpd_worker;
--> statement-breakpoint
grant execute on function app.memberships_of(uuid), app.find_api_key(text), app.enqueue_job(jsonb), app.wake_job(uuid),
  app.unwake_job(uuid, integer) to pumpd_web;
--> statement-breakpoint
grant execute on function app.enqueue_job(jsonb), app.wake_job(uuid), app.unwake_job(uuid, integer) to pumpd_worker;
