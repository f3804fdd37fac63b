DROP INDEX "silence_timers_due";--> statement-breakpoint
ALTER TABLE "silence_timers" ADD COLUMN "effect" text NOT NULL;--> statement-breakpoint
ALTER TABLE "silence_timers" ADD COLUMN "detail" text NOT NULL;--> statement-breakpoint
ALTER TABLE "silence_timers" ADD COLUMN "check_at" timestamp with time zone NOT NULL;--> statement-breakpoint
CREATE INDEX "silence_timers_check" ON "silence_timers" USING btree ("check_at");