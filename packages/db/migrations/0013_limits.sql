ALTER TABLE "organisations" ADD COLUMN "max_waiting_jobs" integer DEFAULT 2000 NOT NULL;--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "max_upload_bytes" bigint DEFAULT 2147483648 NOT NULL;--> statement-breakpoint
CREATE INDEX "artifacts_upload_sizes" ON "artifacts" USING btree ("organisation_id","size") WHERE job_id is null;
--> statement-breakpoint
-- What an organisation may have is not its own to say: nothing that web does changes this table.
revoke update on organisations from pumpd_web;
--> statement-breakpoint
-- Rows of files whose time is over; the caller removes the bytes. One batch. Locked before it is judged: a file that a job
-- names at this moment is kept by whoever comes first.
create or replace function app.expire_artifacts(p_pictures_older_than interval, p_most integer)
returns table (storage_key text)
language sql security definer set search_path = pg_catalog
as $$
  delete from public.artifacts a where a.id in (
    select x.id from public.artifacts x
    where x.expires_at < clock_timestamp()
      or (x.kind in ('step', 'failure', 'review') and x.created_at < clock_timestamp() - p_pictures_older_than)
    limit p_most for update skip locked)
  returning a.storage_key
$$;
