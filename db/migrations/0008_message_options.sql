ALTER TABLE "messages" ADD COLUMN "interactive" jsonb;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "answers" jsonb;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "meaning" text;