ALTER TABLE "messages" ADD COLUMN "fixed_start" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "fixed_end" integer DEFAULT 0 NOT NULL;