DROP INDEX "conversations_of_bots";--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "last_assigned_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "assignment" text DEFAULT 'off' NOT NULL;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "assignee_id" text;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "snoozed_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_assignee_id_users_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "conversations_open" ON "conversations" USING btree ("workspace_id","last_message_at","id") WHERE "conversations"."status" = 'open';--> statement-breakpoint
CREATE INDEX "conversations_unassigned" ON "conversations" USING btree ("workspace_id","last_message_at","id") WHERE "conversations"."status" = 'open' and "conversations"."handled_by" = 'person' and "conversations"."assignee_id" is null;--> statement-breakpoint
CREATE INDEX "conversations_assigned" ON "conversations" USING btree ("workspace_id","assignee_id","last_message_at","id") WHERE "conversations"."status" = 'open' and "conversations"."assignee_id" is not null;--> statement-breakpoint
CREATE INDEX "conversations_snoozed" ON "conversations" USING btree ("workspace_id","snoozed_until") WHERE "conversations"."snoozed_until" is not null;--> statement-breakpoint
-- A member who leaves, or who may no longer answer, keeps no conversations.
CREATE FUNCTION unassign_member() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NEW.role = 'viewer' THEN
    UPDATE conversations SET assignee_id = NULL
    WHERE workspace_id = OLD.workspace_id AND assignee_id = OLD.user_id;
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER memberships_unassign AFTER DELETE OR UPDATE OF role ON memberships
  FOR EACH ROW EXECUTE FUNCTION unassign_member();
