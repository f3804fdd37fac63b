import { index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { ActionDefinition } from "../../server/actions/definition.ts";
import type { StepOutput } from "../../server/actions/step-output.ts";
import { workspaces } from "./accounts.ts";
import { createdAt, instant } from "./columns.ts";

/** One call of an action: from a turn, or from Try it. */
export const actionRuns = pgTable(
  "action_runs",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    botId: text("bot_id").notNull(),
    actionId: text("action_id").notNull(),
    conversationId: text("conversation_id"),
    turnId: text("turn_id"),
    /** The definition as it was when called; secrets in it stay sealed. */
    definition: jsonb().$type<ActionDefinition>().notNull(),
    arguments: jsonb().$type<Record<string, unknown>>().notNull(),
    status: text({ enum: ["queued", "running", "succeeded", "failed"] }).notNull(),
    /** What the bot was told. */
    result: text(),
    /** Why it failed, for people. */
    error: text(),
    createdAt: createdAt(),
    startedAt: instant("started_at"),
    finishedAt: instant("finished_at"),
  },
  (t) => [index("action_runs_turn").on(t.turnId), index("action_runs_action").on(t.actionId, t.createdAt)],
);

/** What one step did, once. */
export const actionStepRuns = pgTable(
  "action_step_runs",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id").notNull(),
    runId: text("run_id")
      .notNull()
      .references(() => actionRuns.id, { onDelete: "cascade" }),
    position: integer().notNull(),
    name: text().notNull(),
    kind: text().notNull(),
    status: text({ enum: ["succeeded", "failed"] }).notNull(),
    output: jsonb().$type<StepOutput>().notNull(),
    durationMs: integer("duration_ms").notNull(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("action_step_runs_position").on(t.runId, t.position)],
);
