CREATE TABLE "restaurant_notes" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"restaurant_id" uuid NOT NULL,
	"text" text NOT NULL,
	"author_kind" text NOT NULL,
	"author_id" text NOT NULL,
	"author_name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "restaurant_notes" ADD CONSTRAINT "restaurant_notes_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "restaurant_notes" ADD CONSTRAINT "restaurant_notes_restaurant_fk" FOREIGN KEY ("organisation_id","restaurant_id") REFERENCES "public"."restaurants"("organisation_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "restaurant_notes_restaurant" ON "restaurant_notes" USING btree ("restaurant_id","id");--> statement-breakpoint
insert into restaurant_notes (organisation_id, restaurant_id, text, author_kind, author_id, author_name, created_at)
  select organisation_id, id, notes, 'system', 'earlier', 'Before notes had authors', updated_at
  from restaurants where notes is not null and notes <> '';
--> statement-breakpoint
ALTER TABLE "restaurants" DROP COLUMN "notes";
--> statement-breakpoint
do $$
begin
  alter table restaurant_notes enable row level security;
  alter table restaurant_notes force row level security;
  execute format('create policy owner on restaurant_notes to %I using (true) with check (true)', current_user);
end $$;
--> statement-breakpoint
create policy tenant on restaurant_notes to pumpd_web, pumpd_worker
  using (organisation_id = (select app.organisation_id()) or (select app.is_worker_outside()))
  with check (organisation_id = (select app.organisation_id()) or (select app.is_worker_outside()));
--> statement-breakpoint
grant select, insert, delete on restaurant_notes to pumpd_web;
--> statement-breakpoint
grant select on restaurant_notes to pumpd_worker;
