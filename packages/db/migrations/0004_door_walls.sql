-- The walls of the doors: webhooks, invitations, idempotency keys, and what a key is good for.
do $$
declare t text;
begin
  foreach t in array array['idempotency_keys', 'webhooks', 'webhook_deliveries', 'invitations'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner on %I to %I using (true) with check (true)', t, current_user);
    execute format('create policy tenant on %I to pumpd_web, pumpd_worker
      using (organisation_id = (select app.organisation_id()) or (select app.is_worker_outside()))
      with check (organisation_id = (select app.organisation_id()) or (select app.is_worker_outside()))', t);
  end loop;
end $$;
--> statement-breakpoint
grant select, insert, update, delete on idempotency_keys to pumpd_web;
--> statement-breakpoint
grant select, insert, update on webhooks, invitations to pumpd_web;
--> statement-breakpoint
grant select, update on webhooks to pumpd_worker;
--> statement-breakpoint
-- Written with the end of a job, whoever ends it; worked off by a worker.
grant select, insert, update on webhook_deliveries to pumpd_web, pumpd_worker;
--> statement-breakpoint
-- Append-only for whoever owns the table, too: history is not corrected, it is continued.
create function app.refuse_change() returns trigger
language plpgsql set search_path = pg_catalog
as $$ begin raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege'; end $$;
--> statement-breakpoint
create trigger append_only before update or truncate on audit_log for each statement execute function app.refuse_change();
--> statement-breakpoint
-- The person's organisations, before any scope exists; not those where access was taken away.
create or replace function app.memberships_of(p_user uuid)
returns table (organisation_id uuid, name text, role text)
language sql stable security definer set search_path = pg_catalog
as $$
  select o.id, o.name, m.role
  from auth.memberships m join public.organisations o on o.id = m.organisation_id
  where m.user_id = p_user and m.disabled_at is null and o.archived_at is null
  order by o.name
$$;
--> statement-breakpoint
drop function app.find_api_key(text);
--> statement-breakpoint
-- The key behind a hash, before any scope exists.
create function app.find_api_key(p_hash text)
returns table (id uuid, organisation_id uuid, name text, scopes text[])
language sql stable security definer set search_path = pg_catalog
as $$
  select k.id, k.organisation_id, k.name, k.scopes
  from public.api_keys k join public.organisations o on o.id = k.organisation_id
  where k.hash = p_hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
    and o.archived_at is null
$$;
--> statement-breakpoint
-- The invitation behind a link, before any scope exists.
create function app.find_invitation(p_hash text)
returns table (id uuid, organisation_id uuid, organisation_name text, email text, role text)
language sql stable security definer set search_path = pg_catalog
as $$
  select i.id, i.organisation_id, o.name, i.email, i.role
  from public.invitations i join public.organisations o on o.id = i.organisation_id
  where i.token_hash = p_hash and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
    and o.archived_at is null
$$;
--> statement-breakpoint
revoke all on function app.find_api_key(text), app.find_invitation(text), app.refuse_change() from public;
--> statement-breakpoint
grant execute on function app.find_api_key(text), app.find_invitation(text) to pumpd_web;
