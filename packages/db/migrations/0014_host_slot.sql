-- A start at a host, counted at once (domain/holds/host-slot.ts). One statement from outside, so that the host's row, which
-- every claim at that host comes through, is held for no round trip. Each statement in here sees what the lock let through.
create function app.take_host_slot(p_host text, p_job uuid, p_rules jsonb)
returns table (wait_ms integer)
language plpgsql set search_path = public, pg_catalog
as $$
declare
  v_window interval := make_interval(secs => (p_rules->>'windowMs')::float8 / 1000);
  v_spacing_left float8;
  v_window_left float8;
  v_wait integer;
begin
  insert into circuits (scope, key) values ('host', p_host) on conflict do nothing;
  select coalesce(extract(epoch from c.last_start_at - clock_timestamp()) * 1000 + (p_rules->>'spacingMs')::float8, 0)
    into v_spacing_left
  from circuits c where c.scope = 'host' and c.key = p_host for no key update;
  select extract(epoch from u.at + v_window - clock_timestamp()) * 1000 into v_window_left
  from portal_uses u where u.host = p_host and u.at > clock_timestamp() - v_window
  order by u.at desc offset greatest(0, (p_rules->>'mostUses')::int - 1) limit 1;
  v_wait := ceil(greatest(0, v_spacing_left, coalesce(v_window_left, 0)));
  if v_wait > 0 then
    return query select v_wait;
    return;
  end if;
  update circuits set last_start_at = clock_timestamp() where scope = 'host' and key = p_host;
  insert into portal_uses (host, at) values (p_host, clock_timestamp());
  update holds set until = clock_timestamp() + make_interval(secs => (p_rules->>'trialMs')::float8 / 1000),
    about = coalesce(about, '{}') || jsonb_build_object('trialJobId', p_job::text)
  where scope = 'host' and key = p_host and organisation_id is null and released_at is null
    and until <= clock_timestamp() and kind in (select jsonb_array_elements_text(p_rules->'onTrial'));
  return query select 0;
end $$;
--> statement-breakpoint
revoke all on function app.take_host_slot(text, uuid, jsonb) from public;
--> statement-breakpoint
grant execute on function app.take_host_slot(text, uuid, jsonb) to pumpd_worker;
