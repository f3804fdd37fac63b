CREATE TABLE "knowledge_uses" (
	"workspace_id" text NOT NULL,
	"source_id" text NOT NULL,
	"day" date NOT NULL,
	"uses" integer NOT NULL,
	"last_used_at" timestamp with time zone NOT NULL,
	CONSTRAINT "knowledge_uses_source_id_day_pk" PRIMARY KEY("source_id","day")
);
--> statement-breakpoint
ALTER TABLE "knowledge_uses" ADD CONSTRAINT "knowledge_uses_source_id_knowledge_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."knowledge_sources"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "knowledge_uses_workspace" ON "knowledge_uses" USING btree ("workspace_id","source_id");--> statement-breakpoint
CREATE INDEX "knowledge_uses_day" ON "knowledge_uses" USING btree ("day");--> statement-breakpoint
-- What the searches say so far: the uses of each day.
INSERT INTO "knowledge_uses" ("workspace_id", "source_id", "day", "uses", "last_used_at")
SELECT s."workspace_id", s."id", u."day", u."uses", u."last_used_at" FROM (
	SELECT used."source_id", (q."created_at" AT TIME ZONE 'utc')::date AS "day", count(*)::int AS "uses", max(q."created_at") AS "last_used_at"
	FROM "knowledge_searches" q, unnest(q."source_ids") AS used ("source_id")
	WHERE q."created_at" > now() - interval '180 days'
	GROUP BY 1, 2
) u JOIN "knowledge_sources" s ON s."id" = u."source_id";
