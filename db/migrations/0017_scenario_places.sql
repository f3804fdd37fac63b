CREATE TABLE "scenario_places" (
	"conversation_id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"bot_id" text NOT NULL,
	"bot_version_id" text,
	"interaction_id" text NOT NULL,
	"message_id" text NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "scenario_places" ADD CONSTRAINT "scenario_places_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "scenario_places_bot" ON "scenario_places" USING btree ("bot_id","since");--> statement-breakpoint
CREATE INDEX "scenario_visits_counted" ON "scenario_visits" USING btree ("bot_id","interaction_id","row_id","conversation_id","created_at","bot_version_id");