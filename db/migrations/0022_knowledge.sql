create extension if not exists pg_trgm;--> statement-breakpoint
CREATE TABLE "knowledge_chunks" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"source_id" text NOT NULL,
	"document_id" text NOT NULL,
	"position" integer NOT NULL,
	"headings" jsonb NOT NULL,
	"text" text NOT NULL,
	"page" integer,
	"anchor" text,
	"is_edited" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "knowledge_documents" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"source_id" text NOT NULL,
	"key" text NOT NULL,
	"title" text NOT NULL,
	"url" text,
	"is_live" boolean DEFAULT true NOT NULL,
	"content_hash" text NOT NULL,
	"etag" text,
	"last_modified" text,
	"misses" integer DEFAULT 0 NOT NULL,
	"error" text,
	"chunk_count" integer DEFAULT 0 NOT NULL,
	"read_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "knowledge_entries" (
	"chunk_id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"source_id" text NOT NULL,
	"document_id" text NOT NULL,
	"is_live" boolean NOT NULL,
	"kind" text NOT NULL,
	"language" text NOT NULL,
	"terms" integer[] NOT NULL,
	"counts" "bytea" NOT NULL,
	"length" integer NOT NULL,
	"sample_key" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "knowledge_gaps" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"question" text NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"source_id" text,
	"count" integer DEFAULT 1 NOT NULL,
	"last_asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "knowledge_searches" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"bot_id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"message_id" text NOT NULL,
	"question" text NOT NULL,
	"outcome" text NOT NULL,
	"score" real NOT NULL,
	"source_ids" text[] NOT NULL,
	"gap_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "knowledge_sources" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"external_id" text,
	"settings" jsonb NOT NULL,
	"is_enabled" boolean DEFAULT true NOT NULL,
	"status" text NOT NULL,
	"progress" jsonb,
	"reading_id" text,
	"warnings" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"error" text,
	"schedule" text DEFAULT 'off' NOT NULL,
	"next_read_at" timestamp with time zone,
	"read_at" timestamp with time zone,
	"succeeded_at" timestamp with time zone,
	"check_at" timestamp with time zone,
	"created_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "knowledge_statistics" (
	"workspace_id" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"chunks" integer NOT NULL,
	"sampled" integer NOT NULL,
	"average_length" real NOT NULL,
	"languages" jsonb NOT NULL,
	"stems" "bytea" NOT NULL,
	"grams" "bytea" NOT NULL,
	"computed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "knowledge_synonyms" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"words" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "knowledge_words" (
	"workspace_id" text NOT NULL,
	"word" text NOT NULL,
	CONSTRAINT "knowledge_words_workspace_id_word_pk" PRIMARY KEY("workspace_id","word")
);
--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "citations" jsonb;--> statement-breakpoint
ALTER TABLE "knowledge_chunks" ADD CONSTRAINT "knowledge_chunks_document_id_knowledge_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."knowledge_documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_documents" ADD CONSTRAINT "knowledge_documents_source_id_knowledge_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."knowledge_sources"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_entries" ADD CONSTRAINT "knowledge_entries_chunk_id_knowledge_chunks_id_fk" FOREIGN KEY ("chunk_id") REFERENCES "public"."knowledge_chunks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_gaps" ADD CONSTRAINT "knowledge_gaps_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_gaps" ADD CONSTRAINT "knowledge_gaps_source_id_knowledge_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."knowledge_sources"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_searches" ADD CONSTRAINT "knowledge_searches_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_searches" ADD CONSTRAINT "knowledge_searches_bot_id_bots_id_fk" FOREIGN KEY ("bot_id") REFERENCES "public"."bots"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_searches" ADD CONSTRAINT "knowledge_searches_gap_id_knowledge_gaps_id_fk" FOREIGN KEY ("gap_id") REFERENCES "public"."knowledge_gaps"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_sources" ADD CONSTRAINT "knowledge_sources_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_sources" ADD CONSTRAINT "knowledge_sources_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_statistics" ADD CONSTRAINT "knowledge_statistics_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_synonyms" ADD CONSTRAINT "knowledge_synonyms_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_words" ADD CONSTRAINT "knowledge_words_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "knowledge_chunks_document" ON "knowledge_chunks" USING btree ("document_id","position");--> statement-breakpoint
CREATE INDEX "knowledge_chunks_source" ON "knowledge_chunks" USING btree ("source_id");--> statement-breakpoint
CREATE UNIQUE INDEX "knowledge_documents_key" ON "knowledge_documents" USING btree ("source_id","key") WHERE "knowledge_documents"."is_live";--> statement-breakpoint
CREATE INDEX "knowledge_documents_source" ON "knowledge_documents" USING btree ("source_id","id");--> statement-breakpoint
CREATE INDEX "knowledge_entries_terms" ON "knowledge_entries" USING gin ("terms");--> statement-breakpoint
CREATE INDEX "knowledge_entries_sample" ON "knowledge_entries" USING btree ("workspace_id","sample_key");--> statement-breakpoint
CREATE INDEX "knowledge_entries_document" ON "knowledge_entries" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "knowledge_gaps_workspace" ON "knowledge_gaps" USING btree ("workspace_id","status","count");--> statement-breakpoint
CREATE INDEX "knowledge_gaps_similar" ON "knowledge_gaps" USING gin (lower("question") gin_trgm_ops);--> statement-breakpoint
CREATE UNIQUE INDEX "knowledge_searches_message" ON "knowledge_searches" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "knowledge_searches_workspace" ON "knowledge_searches" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "knowledge_searches_gap" ON "knowledge_searches" USING btree ("gap_id","created_at");--> statement-breakpoint
CREATE INDEX "knowledge_sources_workspace" ON "knowledge_sources" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "knowledge_sources_external" ON "knowledge_sources" USING btree ("workspace_id","external_id") WHERE "knowledge_sources"."external_id" is not null;--> statement-breakpoint
CREATE INDEX "knowledge_sources_due" ON "knowledge_sources" USING btree ("next_read_at") WHERE "knowledge_sources"."next_read_at" is not null;--> statement-breakpoint
CREATE INDEX "knowledge_sources_check" ON "knowledge_sources" USING btree ("check_at") WHERE "knowledge_sources"."check_at" is not null;--> statement-breakpoint
CREATE INDEX "knowledge_synonyms_workspace" ON "knowledge_synonyms" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "knowledge_words_similar" ON "knowledge_words" USING gin ("word" gin_trgm_ops);