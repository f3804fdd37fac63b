ALTER TABLE "channels" ADD COLUMN "delivery" text;--> statement-breakpoint
ALTER TABLE "channels" ADD COLUMN "runs_draft" boolean;--> statement-breakpoint
UPDATE "channels" SET
	"delivery" = CASE "kind" WHEN 'custom' THEN 'push' ELSE 'pull' END,
	"runs_draft" = "kind" = 'test';--> statement-breakpoint
ALTER TABLE "channels" ALTER COLUMN "delivery" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "channels" ALTER COLUMN "runs_draft" SET NOT NULL;