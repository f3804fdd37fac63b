CREATE TABLE "interactions" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"bot_id" text NOT NULL,
	"definition" jsonb NOT NULL,
	"position" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "phrase_models" (
	"workspace_id" text NOT NULL,
	"key" text NOT NULL,
	"status" text NOT NULL,
	"progress" real DEFAULT 0 NOT NULL,
	"lease_until" timestamp with time zone,
	"model" "bytea",
	"calibration" jsonb,
	"error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"used_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "phrase_models_workspace_id_key_pk" PRIMARY KEY("workspace_id","key")
);
--> statement-breakpoint
CREATE TABLE "scenario_visits" (
	"turn_id" text NOT NULL,
	"position" integer NOT NULL,
	"workspace_id" text NOT NULL,
	"bot_id" text NOT NULL,
	"bot_version_id" text,
	"conversation_id" text NOT NULL,
	"interaction_id" text NOT NULL,
	"row_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "scenario_visits_turn_id_position_pk" PRIMARY KEY("turn_id","position")
);
--> statement-breakpoint
CREATE TABLE "scenario_webhook_attempts" (
	"call_id" text NOT NULL,
	"number" integer NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"status" integer,
	"duration_ms" integer,
	"error" text,
	"response_excerpt" text,
	CONSTRAINT "scenario_webhook_attempts_call_id_number_pk" PRIMARY KEY("call_id","number")
);
--> statement-breakpoint
CREATE TABLE "scenario_webhook_calls" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"bot_id" text NOT NULL,
	"webhook_id" text NOT NULL,
	"conversation_id" text,
	"message_id" text,
	"interaction_id" text,
	"call_key" text NOT NULL,
	"replay_of" text,
	"is_test" boolean DEFAULT false NOT NULL,
	"body" text NOT NULL,
	"status" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp with time zone,
	"next_attempt_at" timestamp with time zone,
	"answer" jsonb,
	"error" text,
	"check_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "scenario_webhooks" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"bot_id" text NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"config" jsonb NOT NULL,
	"headers" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"token_sealed" text,
	"verified_at" timestamp with time zone,
	"verification_error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "silence_timers" (
	"conversation_id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"bot_id" text NOT NULL,
	"message_id" text NOT NULL,
	"interaction_id" text NOT NULL,
	"rule_id" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "bots" ADD COLUMN "scenario" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "scenario_state" jsonb;--> statement-breakpoint
ALTER TABLE "turns" ADD COLUMN "silence_rule_id" text;--> statement-breakpoint
ALTER TABLE "interactions" ADD CONSTRAINT "interactions_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interactions" ADD CONSTRAINT "interactions_bot_id_bots_id_fk" FOREIGN KEY ("bot_id") REFERENCES "public"."bots"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "phrase_models" ADD CONSTRAINT "phrase_models_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenario_visits" ADD CONSTRAINT "scenario_visits_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenario_webhook_attempts" ADD CONSTRAINT "scenario_webhook_attempts_call_id_scenario_webhook_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."scenario_webhook_calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenario_webhook_calls" ADD CONSTRAINT "scenario_webhook_calls_webhook_id_scenario_webhooks_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."scenario_webhooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenario_webhook_calls" ADD CONSTRAINT "scenario_webhook_calls_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenario_webhooks" ADD CONSTRAINT "scenario_webhooks_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenario_webhooks" ADD CONSTRAINT "scenario_webhooks_bot_id_bots_id_fk" FOREIGN KEY ("bot_id") REFERENCES "public"."bots"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "silence_timers" ADD CONSTRAINT "silence_timers_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "interactions_bot" ON "interactions" USING btree ("bot_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "interactions_welcome" ON "interactions" USING btree ("bot_id",("definition" ->> 'role')) WHERE "interactions"."definition" ->> 'role' <> 'regular';--> statement-breakpoint
CREATE INDEX "scenario_visits_bot" ON "scenario_visits" USING btree ("bot_id","created_at");--> statement-breakpoint
CREATE INDEX "scenario_visits_conversation" ON "scenario_visits" USING btree ("conversation_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "scenario_webhook_calls_key" ON "scenario_webhook_calls" USING btree ("call_key");--> statement-breakpoint
CREATE INDEX "scenario_webhook_calls_webhook" ON "scenario_webhook_calls" USING btree ("webhook_id","created_at");--> statement-breakpoint
CREATE INDEX "scenario_webhook_calls_conversation" ON "scenario_webhook_calls" USING btree ("conversation_id");--> statement-breakpoint
CREATE INDEX "scenario_webhook_calls_check" ON "scenario_webhook_calls" USING btree ("check_at") WHERE "scenario_webhook_calls"."check_at" is not null;--> statement-breakpoint
CREATE INDEX "scenario_webhooks_bot" ON "scenario_webhooks" USING btree ("bot_id","created_at");--> statement-breakpoint
CREATE INDEX "silence_timers_due" ON "silence_timers" USING btree ("due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "turns_silence_rule" ON "turns" USING btree ("conversation_id","message_id","silence_rule_id") WHERE "turns"."silence_rule_id" is not null;