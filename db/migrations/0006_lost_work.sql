CREATE TABLE "heartbeats" (
	"name" text PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"since" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "action_runs" ADD COLUMN "check_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "answer_check_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "turns" ADD COLUMN "host_run_id" text;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "check_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "table_imports" ADD COLUMN "check_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "action_runs_check" ON "action_runs" USING btree ("check_at") WHERE "action_runs"."check_at" is not null;--> statement-breakpoint
CREATE INDEX "conversations_answer_check" ON "conversations" USING btree ("answer_check_at") WHERE "conversations"."answer_check_at" is not null and "conversations"."handled_by" = 'bot' and "conversations"."status" = 'open';--> statement-breakpoint
CREATE INDEX "notifications_check" ON "notifications" USING btree ("check_at") WHERE "notifications"."check_at" is not null;--> statement-breakpoint
CREATE INDEX "table_imports_check" ON "table_imports" USING btree ("check_at") WHERE "table_imports"."check_at" is not null;--> statement-breakpoint
-- What is under way is looked after too.
UPDATE "turns" SET "lease_until" = least("lease_until", now() + interval '5 minutes') WHERE "status" = 'running';--> statement-breakpoint
UPDATE "table_imports" SET "check_at" = now() + interval '5 minutes' WHERE "status" = 'importing';--> statement-breakpoint
UPDATE "action_runs" SET "check_at" = now() + interval '5 minutes' WHERE "status" IN ('queued', 'running') AND "created_at" > now() - interval '1 day';--> statement-breakpoint
UPDATE "action_runs" r SET "check_at" = greatest(coalesce(s."rest" ->> 'at', s."rest" ->> 'until')::timestamptz, now()) + interval '5 minutes'
FROM "action_step_runs" s WHERE r."status" = 'waiting' AND s."run_id" = r."id" AND s."status" = 'waiting';
