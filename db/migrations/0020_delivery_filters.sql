ALTER TABLE "event_deliveries" ADD COLUMN "response_class" smallint GENERATED ALWAYS AS (coalesce(response_status / 100, 0)) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "deliveries_listed" ON "deliveries" USING btree ("workspace_id","status","created_at","id");--> statement-breakpoint
CREATE INDEX "event_deliveries_filtered" ON "event_deliveries" USING btree ("endpoint_id","status","event_name","response_class","created_at","id");--> statement-breakpoint
CREATE INDEX "events_conversation" ON "events" USING btree ("conversation_id") WHERE "events"."conversation_id" is not null;--> statement-breakpoint
CREATE INDEX "notification_sends_listed" ON "notification_sends" USING btree ("workspace_id","status","created_at");--> statement-breakpoint
CREATE INDEX "scenario_webhook_calls_listed" ON "scenario_webhook_calls" USING btree ("workspace_id","status","created_at","id");