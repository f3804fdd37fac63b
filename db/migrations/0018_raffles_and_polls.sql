CREATE TABLE "poll_votes" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"poll_id" text NOT NULL,
	"voter" text NOT NULL,
	"test_conversation_id" text DEFAULT '' NOT NULL,
	"conversation_id" text NOT NULL,
	"option_id" text NOT NULL,
	"call_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "polls" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"name" text NOT NULL,
	"question" text NOT NULL,
	"options" jsonb NOT NULL,
	"is_changeable" boolean NOT NULL,
	"opens_at" timestamp with time zone,
	"closes_at" timestamp with time zone,
	"texts" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "raffle_entries" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"raffle_id" text NOT NULL,
	"entrant" text NOT NULL,
	"test_conversation_id" text DEFAULT '' NOT NULL,
	"conversation_id" text NOT NULL,
	"call_id" text NOT NULL,
	"random" double precision NOT NULL,
	"win_chance" double precision NOT NULL,
	"stock_before" jsonb NOT NULL,
	"prize_id" text,
	"prize_name" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "raffle_prizes" (
	"id" text PRIMARY KEY NOT NULL,
	"raffle_id" text NOT NULL,
	"name" text NOT NULL,
	"quantity" integer NOT NULL,
	"won" integer DEFAULT 0 NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "raffle_prizes_stock" CHECK ("raffle_prizes"."won" between 0 and "raffle_prizes"."quantity")
);
--> statement-breakpoint
CREATE TABLE "raffles" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"name" text NOT NULL,
	"win_chance" double precision NOT NULL,
	"opens_at" timestamp with time zone,
	"closes_at" timestamp with time zone,
	"texts" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "raffles_chance" CHECK ("raffles"."win_chance" between 0 and 1)
);
--> statement-breakpoint
ALTER TABLE "poll_votes" ADD CONSTRAINT "poll_votes_poll_id_polls_id_fk" FOREIGN KEY ("poll_id") REFERENCES "public"."polls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "polls" ADD CONSTRAINT "polls_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "raffle_entries" ADD CONSTRAINT "raffle_entries_raffle_id_raffles_id_fk" FOREIGN KEY ("raffle_id") REFERENCES "public"."raffles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "raffle_prizes" ADD CONSTRAINT "raffle_prizes_raffle_id_raffles_id_fk" FOREIGN KEY ("raffle_id") REFERENCES "public"."raffles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "raffles" ADD CONSTRAINT "raffles_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "poll_votes_voter" ON "poll_votes" USING btree ("poll_id","test_conversation_id","voter");--> statement-breakpoint
CREATE INDEX "poll_votes_option" ON "poll_votes" USING btree ("poll_id","option_id");--> statement-breakpoint
CREATE INDEX "polls_workspace" ON "polls" USING btree ("workspace_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "raffle_entries_entrant" ON "raffle_entries" USING btree ("raffle_id","test_conversation_id","entrant");--> statement-breakpoint
CREATE UNIQUE INDEX "raffle_entries_call" ON "raffle_entries" USING btree ("call_id");--> statement-breakpoint
CREATE INDEX "raffle_entries_raffle" ON "raffle_entries" USING btree ("raffle_id","id");--> statement-breakpoint
CREATE INDEX "raffle_prizes_raffle" ON "raffle_prizes" USING btree ("raffle_id","position");--> statement-breakpoint
CREATE INDEX "raffles_workspace" ON "raffles" USING btree ("workspace_id","name");--> statement-breakpoint
-- The log of draws can be audited because nobody changes it; it is deleted with its raffle.
CREATE FUNCTION keep_raffle_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'A draw of a raffle is never changed.';
END $$;--> statement-breakpoint
CREATE TRIGGER raffle_entries_kept BEFORE UPDATE ON raffle_entries
  FOR EACH ROW EXECUTE FUNCTION keep_raffle_entry();
