ALTER TABLE "notification_sends" ALTER COLUMN "attempts" SET DEFAULT 0;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "lease_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "notification_sends" ADD COLUMN "next_attempt_at" timestamp with time zone;--> statement-breakpoint
-- Deliveries that are not finished continue with their next attempt.
UPDATE "deliveries" d SET
	"attempts" = a."number",
	"lease_until" = CASE WHEN a."status" IS NULL AND a."error" IS NULL THEN a."created_at" + interval '30 seconds' END
FROM "delivery_attempts" a
WHERE d."status" = 'delivering' AND a."delivery_id" = d."id"
	AND NOT EXISTS (SELECT FROM "delivery_attempts" newer WHERE newer."delivery_id" = d."id" AND newer."number" > a."number");
