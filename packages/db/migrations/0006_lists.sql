CREATE TABLE "bulk_action_items" (
	"organisation_id" uuid NOT NULL,
	"bulk_action_id" uuid NOT NULL,
	"job_id" uuid NOT NULL,
	"chosen_status" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"message" text,
	CONSTRAINT "bulk_action_items_bulk_action_id_job_id_pk" PRIMARY KEY("bulk_action_id","job_id")
);
--> statement-breakpoint
CREATE TABLE "bulk_actions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"verb" text NOT NULL,
	"rule" jsonb NOT NULL,
	"note" text,
	"total" integer NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"skipped" integer DEFAULT 0 NOT NULL,
	"reasons" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_by_kind" text NOT NULL,
	"created_by_id" text NOT NULL,
	"created_by_name" text NOT NULL,
	"stopped_by_name" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "bulk_actions_scoped" UNIQUE("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "notice_looks" (
	"organisation_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"looked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "notice_looks_organisation_id_user_id_pk" PRIMARY KEY("organisation_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"filters" jsonb NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
DROP INDEX "jobs_given_up";--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "failure_fingerprint" text GENERATED ALWAYS AS (type || ':' || failure_code || ':' || left(coalesce(failure #>> '{about,landmark}', failure #>> '{about,what}', failure #>> '{about,step}', failure #>> '{about,field}', failure #>> '{about,status}', ''), 120)) STORED;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "owner_name" text;--> statement-breakpoint
ALTER TABLE "bulk_action_items" ADD CONSTRAINT "bulk_action_items_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_action_items" ADD CONSTRAINT "bulk_action_items_action" FOREIGN KEY ("organisation_id","bulk_action_id") REFERENCES "public"."bulk_actions"("organisation_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_action_items" ADD CONSTRAINT "bulk_action_items_job" FOREIGN KEY ("organisation_id","job_id") REFERENCES "public"."jobs"("organisation_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_actions" ADD CONSTRAINT "bulk_actions_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_looks" ADD CONSTRAINT "notice_looks_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bulk_action_items_waiting" ON "bulk_action_items" USING btree ("bulk_action_id","job_id") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "bulk_actions_open" ON "bulk_actions" USING btree ("id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "bulk_actions_organisation" ON "bulk_actions" USING btree ("organisation_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_name" ON "saved_views" USING btree ("organisation_id","user_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_default" ON "saved_views" USING btree ("organisation_id","user_id") WHERE is_default;--> statement-breakpoint
CREATE INDEX "jobs_type" ON "jobs" USING btree ("organisation_id","type","updated_at","id");--> statement-breakpoint
CREATE INDEX "jobs_person" ON "jobs" USING btree ("organisation_id","created_by_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "jobs_failure_code" ON "jobs" USING btree ("organisation_id","failure_code","updated_at","id") WHERE failure_code is not null;--> statement-breakpoint
CREATE INDEX "jobs_failed_alike" ON "jobs" USING btree ("organisation_id","failure_fingerprint","updated_at","id") WHERE status in ('failed', 'timeout') and resolved_at is null;--> statement-breakpoint
CREATE INDEX "jobs_given_up" ON "jobs" USING btree ("organisation_id","updated_at","id") WHERE (status in ('failed', 'timeout') or (status = 'completed' and outcome = 'partial')) and resolved_at is null;--> statement-breakpoint
-- The walls of these tables.
do $$
declare t text;
begin
  foreach t in array array['bulk_actions', 'bulk_action_items', 'saved_views', 'notice_looks'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner on %I to %I using (true) with check (true)', t, current_user);
    execute format('create policy tenant on %I to pumpd_web, pumpd_worker
      using (organisation_id = (select app.organisation_id()) or (select app.is_worker_outside()))
      with check (organisation_id = (select app.organisation_id()) or (select app.is_worker_outside()))', t);
  end loop;
end $$;
--> statement-breakpoint
grant select, insert, update on bulk_actions to pumpd_web;
--> statement-breakpoint
grant select, insert on bulk_action_items to pumpd_web;
--> statement-breakpoint
grant select, update on bulk_actions, bulk_action_items to pumpd_worker;
--> statement-breakpoint
grant select, insert, update, delete on saved_views to pumpd_web;
--> statement-breakpoint
grant select, insert, update on notice_looks to pumpd_web;
--> statement-breakpoint
create extension if not exists pg_trgm;
--> statement-breakpoint
create index restaurants_search on restaurants using gin (name_key gin_trgm_ops, subdomain gin_trgm_ops);
--> statement-breakpoint
-- Restaurants by part of their name or store address, or by portal id. A function of the owner's, because row level
-- security would look at every row of the table before it let a LIKE see one; the organisation is the caller's own.
create function app.search_restaurants(p_pattern text, p_word text, p_limit integer)
returns setof uuid
language sql stable security definer set search_path = pg_catalog
as $$
  select id from (
    select r.id from public.restaurants r
    where r.organisation_id = app.organisation_id() and (r.name_key like p_pattern or r.subdomain like p_pattern)
    union
    select r.id from public.restaurants r where r.organisation_id = app.organisation_id() and r.upstream_id = p_word
  ) found limit p_limit
$$;
--> statement-breakpoint
revoke all on function app.search_restaurants(text, text, integer) from public;
--> statement-breakpoint
grant execute on function app.search_restaurants(text, text, integer) to pumpd_web;
