DROP INDEX "jobs_needs_you";--> statement-breakpoint
CREATE INDEX "jobs_needs_you" ON "jobs" USING btree ("organisation_id","updated_at","id","failure_class","account_id") WHERE status = 'needs_review' or (status = 'completed' and outcome = 'partial' and resolved_at is null);--> statement-breakpoint
-- The worker sees no people. Of the organisation it has entered it may take the team along, while it makes its archive.
create function app.team_for_export()
returns table (id uuid, name text, email text, role text, created_at timestamptz, disabled_at timestamptz)
language sql stable security definer set search_path = pg_catalog
as $$
  select u.id, u.name, u.email, m.role, m.created_at, coalesce(m.disabled_at, u.disabled_at)
  from auth.memberships m join auth.users u on u.id = m.user_id
  where m.organisation_id = app.organisation_id()
    and exists (select from public.organisation_exports e
      where e.organisation_id = app.organisation_id() and e.state = 'working')
  order by m.created_at, u.id
$$;
--> statement-breakpoint
revoke all on function app.team_for_export() from public;
--> statement-breakpoint
grant execute on function app.team_for_export() to pumpd_worker;
