import { JOB_TYPES } from "@pumpd/automations/definitions";
import postgres from "postgres";

export type BigSeed = {
  /** of the owner, who is no subject of row level security */
  ownerUrl: string;
  organisationId: string;
  jobs: number;
  /** default a fiftieth of the jobs, at least 25 */
  restaurants?: number;
  /** who asked, in equal shares */
  people: readonly { id: string; name: string }[];
};

export type SeededOrganisation = {
  restaurants: number;
  /** one that has had about a thousandth of all jobs beside its own share */
  busyRestaurantId: string;
};

const DAYS = 90;

/**
 * Years of work in a minute: jobs over 90 days, newest last, in every status a page can show, with the share of each that
 * an office of people would see. Nothing of it was ever at a portal. Written past the verbs, so only lists may rely on it.
 */
export async function bigSeed({
  ownerUrl,
  organisationId,
  jobs,
  restaurants,
  people,
}: BigSeed): Promise<SeededOrganisation> {
  const places = restaurants ?? Math.max(25, Math.ceil(jobs / 50));
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await sql.begin(async (tx) => {
      // Keys are made right here and need not be looked up a million times.
      await tx`set local session_replication_role = replica`;
      await tx`set local synchronous_commit = off`;
      await makeRestaurants(tx, { organisationId, places });
      const indexes = jobs > 50_000 ? await dropIndexes(tx) : [];
      await makeJobs(tx, { organisationId, places, jobs, people });
      await makeAttempts(tx, organisationId);
      for (const { indexdef } of indexes) await tx.unsafe(indexdef);
    });
    await sql`vacuum (analyze) jobs`;
    await sql`vacuum (analyze) restaurants`;
    await sql`vacuum (analyze) attempts`;
    const [busy] = await sql<{ id: string }[]>`
      select id from restaurants where organisation_id = ${organisationId} and subdomain = 'place-0'`;
    return { restaurants: places, busyRestaurantId: busy?.id ?? "" };
  } finally {
    await sql.end();
  }
}

type Sql = postgres.TransactionSql;

async function makeRestaurants(tx: Sql, { organisationId, places }: { organisationId: string; places: number }) {
  await tx`
    create temp table seeded_places on commit drop as
    select i, uuidv7() as id, uuidv7() as account_id,
      (array['Māhina', 'Pīwaka', 'Hōkioi', 'Kererū', 'Whetū', 'Ngaio', 'Tūī', 'Kāpia', 'Rātā', 'Pōhutukawa'])[1 + i % 10] || ' ' ||
      (array['Noodle Room', 'Grill', 'Kitchen', 'Dumplings', 'Pizza Works', 'Sushi', 'Curry House', 'Burger Club'])[1 + (i / 10) % 8] || ' ' || i as name
    from generate_series(0, ${places - 1}::int) i`;
  await tx`create unique index on seeded_places (i)`;
  await tx`
    insert into portal_accounts (id, organisation_id, login, login_key)
    select account_id, ${organisationId}, 'Portal.' || i || '@accounts.example', 'portal.' || i || '@accounts.example' from seeded_places`;
  await tx`
    insert into restaurants (id, organisation_id, name, name_key, subdomain, address, account_id, upstream_id)
    select id, ${organisationId}, name, lower(translate(name, 'āēīōūĀĒĪŌŪ', 'aeiouAEIOU')), 'place-' || i,
      i || ' Quiet Street, Wellington', account_id, 'RESseed' || i from seeded_places`;
}

/** Filling a table and indexing it afterwards is several times quicker than the other way round. */
async function dropIndexes(tx: Sql) {
  const indexes = await tx<{ name: string; indexdef: string }[]>`
    select i.indexname as name, i.indexdef from pg_indexes i
    where i.schemaname = 'public' and i.tablename = 'jobs'
      and not exists (select from pg_constraint c where c.conname = i.indexname)`;
  for (const { name } of indexes) await tx`drop index ${tx(name)}`;
  return indexes;
}

type MakeJobs = Pick<BigSeed, "organisationId" | "jobs" | "people"> & { places: number };

/**
 * Job n belongs to restaurant n modulo their number, so that among the newest ones each has one job and may have it open.
 * What is not given up was dismissed: only the newest two weeks are still waiting for somebody.
 */
async function makeJobs(tx: Sql, { organisationId, places, jobs, people }: MakeJobs) {
  const running = Math.min(20, Math.floor(places / 4));
  const waiting = running + Math.min(100, Math.floor(places / 4));
  const names = people.map(({ name }) => name);
  const ids = people.map(({ id }) => id);
  const list = (values: readonly string[]) => tx.array([...values]);
  await tx`
    insert into jobs (organisation_id, short_id, type, definition_version, status, outcome, restaurant_id, account_id,
      input, result, summary, failure, failure_code, failure_class, wait_kind, attempt, tries_used, progress, sent_count,
      seen_count, resolved_at, resolved_by, resolved_how, created_by_kind, created_by_id, created_by_name, started_at,
      completed_at, run_ms, created_at, updated_at)
    select ${organisationId}, 'J-S' || upper(to_hex(n)), type, 1, status,
      case when status = 'completed' then case when dice < 3 then 'partial' else 'success' end end,
      place_id, account_id,
      jsonb_build_object('name', place_name, 'subdomain', 'place-' || place, 'address', place || ' Quiet Street, Wellington', 'phone', '04 555 0100'),
      case when status = 'completed' then jsonb_build_object('upstreamId', 'RESseed' || place, 'storeUrl', 'https://place-' || place || '.pumpd.example') end,
      case when status = 'completed' then 'place-' || place || '.pumpd.example' end,
      case when code is not null then jsonb_build_object('code', code, 'class', class, 'about', jsonb_build_object('what', 'the list of dishes')) end,
      code, class, case when status = 'pending' then 'first' end, 1, case when status = 'pending' then 0 else 1 end,
      case when status = 'running' then '{"step":"create","n":3,"of":6,"message":"Filling in the form"}'::jsonb end,
      case when status in ('completed', 'needs_review') then 3 else 0 end, case when status = 'completed' then 3 else 0 end,
      case when is_closed then at + interval '1 hour' end, case when is_closed then person end, case when is_closed then 'dismissed' end,
      'person', person_id, person, case when status <> 'pending' then at - interval '1 minute' end,
      case when status in ('completed', 'failed', 'timeout', 'cancelled') then at end, 40000 + (n % 90) * 1000,
      at - interval '2 minutes', at
    from (
      select *, p.id as place_id, p.name as place_name,
        case when status = 'needs_review' then 'OUTCOME_UNKNOWN' when status = 'timeout' then 'STALLED'
          when status = 'failed' then (array['SUBDOMAIN_TAKEN', 'PORTAL_SLOW', 'PORTAL_CHANGED', 'FORM_REFUSED'])[1 + (n / 20) % 4] end as code,
        case when status = 'needs_review' then 'unknown_outcome' when status = 'timeout' then 'timeout'
          when status = 'failed' then (array['business', 'portal', 'drift', 'business'])[1 + (n / 20) % 4] end as class,
        (status in ('failed', 'timeout') or (status = 'completed' and dice < 3))
          and (at < now() - interval '14 days' or n % 2 = 0) as is_closed
      from (
        select n, dice, place, type,
          now() - (${jobs} - n) * make_interval(secs => ${(DAYS * 86_400) / jobs}) as at,
          (${list(names)}::text[])[1 + n % ${people.length}::int] as person,
          (${list(ids)}::text[])[1 + n % ${people.length}::int] as person_id,
          case when n > ${jobs - running} then 'running'
            when n > ${jobs - waiting} then 'pending'
            when n > ${jobs - places} and dice = 50 then 'needs_review'
            when dice < 86 then 'completed' when dice < 93 then 'failed' when dice < 95 then 'timeout'
            else 'cancelled' end as status
        from (
          select n, abs(hashint4(n) % 100) as dice,
            case when n <= ${jobs - places} and n % 1000 = 0 then 0 else n % ${places}::int end as place,
            (${list(JOB_TYPES)}::text[])[1 + (n / 3) % ${JOB_TYPES.length}::int] as type
          from generate_series(1, ${jobs}::int) n
        ) numbered
      ) dated
      join seeded_places p on p.i = dated.place
      order by n
    ) seeded`;
}

async function makeAttempts(tx: Sql, organisationId: string) {
  await tx`
    with worker as (
      insert into workers (host, pid, version, slots) values ('harbour-1', 1, 'seed', 2) returning id
    )
    insert into attempts (organisation_id, job_id, number, trigger, epoch, worker_id, definition_version, lease_until)
    select j.organisation_id, j.id, 1, 'first', 1, worker.id, 1, now() + interval '1 hour' from jobs j, worker
    where j.organisation_id = ${organisationId} and j.status = 'running'`;
}
