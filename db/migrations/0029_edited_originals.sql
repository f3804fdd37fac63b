CREATE TABLE "knowledge_originals" (
	"document_id" text NOT NULL,
	"position" integer NOT NULL,
	"workspace_id" text NOT NULL,
	"headings" jsonb NOT NULL,
	"text_hash" text NOT NULL,
	CONSTRAINT "knowledge_originals_document_id_position_pk" PRIMARY KEY("document_id","position")
);
--> statement-breakpoint
ALTER TABLE "knowledge_sources" ADD COLUMN "ended_edits" jsonb DEFAULT '{"count":0,"parts":[]}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "knowledge_originals" ADD CONSTRAINT "knowledge_originals_document_id_knowledge_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."knowledge_documents"("id") ON DELETE cascade ON UPDATE no action;