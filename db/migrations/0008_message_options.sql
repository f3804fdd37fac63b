ALTER TABLE "messages" ADD COLUMN "interactive" jsonb;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "answers" jsonb;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "meaning" text;--> statement-breakpoint
CREATE INDEX "messages_options" ON "messages" USING btree ("conversation_id","seq") WHERE "messages"."answers" is not null;