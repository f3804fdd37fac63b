DROP INDEX "conversations_channel";--> statement-breakpoint
CREATE INDEX "conversations_channel" ON "conversations" USING btree ("workspace_id","channel_id","last_message_at","id");