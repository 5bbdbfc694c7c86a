CREATE TABLE "deleted_organisations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text,
	"request_id" text,
	"asked_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"erased_at" timestamp (3) with time zone,
	"counts" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organisation_exports" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"storage_key" text,
	"bytes" bigint,
	"asked_by_id" text NOT NULL,
	"asked_by_name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"taken_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone,
	CONSTRAINT "organisation_exports_scoped" UNIQUE("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "organisation_exports" ADD CONSTRAINT "organisation_exports_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "organisation_exports_newest" ON "organisation_exports" USING btree ("organisation_id","created_at");
--> statement-breakpoint
alter table organisation_exports enable row level security;
--> statement-breakpoint
alter table organisation_exports force row level security;
--> statement-breakpoint
do $$ begin
  execute format('create policy owner on organisation_exports to %I using (true) with check (true)', current_user);
end $$;
--> statement-breakpoint
create policy tenant on organisation_exports to pumpd_web, pumpd_worker
  using (organisation_id = (select app.organisation_id()) or (select app.is_worker_outside()))
  with check (organisation_id = (select app.organisation_id()) or (select app.is_worker_outside()));
--> statement-breakpoint
grant select, insert on organisation_exports to pumpd_web;
--> statement-breakpoint
grant select, update on organisation_exports to pumpd_worker;
--> statement-breakpoint
grant select, update (erased_at) on deleted_organisations to pumpd_worker;
--> statement-breakpoint
-- For an archive of everything that an organisation has.
grant select on saved_views to pumpd_worker;
--> statement-breakpoint
-- The end of the caller's own organisation: nobody gets in any more from here on, and a worker erases what is left. What is
-- kept is the line written here.
create function app.close_organisation(p_by jsonb)
returns void
language plpgsql security definer set search_path = pg_catalog
as $$
declare v_organisation public.organisations; v_counts jsonb := '{}'; v_table text; v_count bigint;
begin
  update public.organisations set archived_at = clock_timestamp(), updated_at = clock_timestamp()
  where id = app.organisation_id() and archived_at is null returning * into v_organisation;
  if not found then raise exception 'close_organisation outside of an organisation' using errcode = 'insufficient_privilege'; end if;
  foreach v_table in array array['restaurants', 'portal_accounts', 'jobs', 'jobs_archive', 'artifacts'] loop
    execute format('select count(*) from public.%I where organisation_id = $1', v_table)
      into v_count using v_organisation.id;
    v_counts := v_counts || jsonb_build_object(v_table, v_count);
  end loop;
  insert into public.deleted_organisations (id, name, actor_kind, actor_id, actor_name, request_id, counts)
  values (v_organisation.id, v_organisation.name, p_by->>'kind', p_by->>'id', p_by->>'name', p_by->>'requestId', v_counts);
end $$;
--> statement-breakpoint
-- One batch of what a closed organisation has left; true when there is nothing any more. Large tables first, a few rows at a
-- time, so that nobody waits for it; the organisation itself takes the small ones along.
create function app.erase_organisation(p_organisation uuid, p_most integer)
returns boolean
language plpgsql security definer set search_path = pg_catalog
as $$
declare v_table text; v_count integer;
begin
  if not exists (select from public.deleted_organisations where id = p_organisation and erased_at is null) then
    raise exception 'nobody has asked to delete this organisation' using errcode = 'insufficient_privilege';
  end if;
  if exists (select from public.jobs where organisation_id = p_organisation and status = 'running') then return false; end if;
  perform graphile_worker.remove_job('job:' || j.id || ':' || j.attempt)
    from public.jobs j where j.organisation_id = p_organisation and j.status = 'pending';
  -- Newest first: a linked job goes before the one it hangs on.
  foreach v_table in array array['jobs', 'jobs_archive', 'artifacts', 'audit_log'] loop
    execute format('delete from public.%1$I where id = any(array(
      select id from public.%1$I where organisation_id = $1 order by id desc limit $2))', v_table) using p_organisation, p_most;
    get diagnostics v_count = row_count;
    if v_count > 0 then return false; end if;
  end loop;
  delete from public.usage_events where job_id = any(array(
    select job_id from public.usage_events where organisation_id = p_organisation limit p_most));
  get diagnostics v_count = row_count;
  if v_count > 0 then return false; end if;
  delete from auth.users u where not u.is_platform_admin
    and exists (select from auth.memberships m where m.user_id = u.id and m.organisation_id = p_organisation)
    and not exists (select from auth.memberships m where m.user_id = u.id and m.organisation_id <> p_organisation);
  delete from auth.memberships where organisation_id = p_organisation;
  delete from public.organisations where id = p_organisation;
  return true;
end $$;
--> statement-breakpoint
revoke all on function app.close_organisation(jsonb), app.erase_organisation(uuid, integer) from public;
--> statement-breakpoint
grant execute on function app.close_organisation(jsonb) to pumpd_web;
--> statement-breakpoint
grant execute on function app.erase_organisation(uuid, integer) to pumpd_worker;
