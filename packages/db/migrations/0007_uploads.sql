ALTER TABLE "artifacts" ADD COLUMN "file_name" text;--> statement-breakpoint
CREATE INDEX "artifacts_uploads" ON "artifacts" USING btree ("restaurant_id","created_at") WHERE job_id is null;