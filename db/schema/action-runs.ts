import { sql } from "drizzle-orm";
import { boolean, index, integer, json, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { ActionDefinition } from "../../server/schemas/action-definition.ts";
import type { StepOutput } from "../../server/schemas/step-output.ts";
import type { StepWait } from "../../server/schemas/step-wait.ts";
import { workspaces } from "./accounts.ts";
import { createdAt, instant } from "./columns.ts";

/** One call of an action: from a turn, from another bot that a step asked, or from "Try it". */
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
    /** The run whose step asked the bot that made this call. */
    parentRunId: text("parent_run_id"),
    /** How many bots are above this run in the chain of bots that asked one another. */
    depth: integer().notNull().default(0),
    /** Whether the draft was called; other bots are then asked as drafts too. */
    isDraft: boolean("is_draft").notNull().default(false),
    /** The definition at the time of the call; its secrets are sealed. */
    definition: jsonb().$type<ActionDefinition>().notNull(),
    arguments: jsonb().$type<Record<string, unknown>>().notNull(),
    /** `waiting`: a step waits for longer than a connection is held open. */
    status: text({ enum: ["queued", "running", "waiting", "succeeded", "failed"] }).notNull(),
    /** What the bot got as the result. */
    result: text(),
    /** Why the run failed, for display. */
    error: text(),
    /** When the turn stopped waiting; the run's result is then sent in a separate turn. */
    detachedAt: instant("detached_at"),
    /**
     * When the sweep checks whether the run or, after its end, the delivery of its late result was lost; null: no
     * check.
     */
    checkAt: instant("check_at"),
    createdAt: createdAt(),
    startedAt: instant("started_at"),
    finishedAt: instant("finished_at"),
  },
  (t) => [
    index("action_runs_turn").on(t.turnId),
    index("action_runs_action").on(t.actionId, t.createdAt),
    index("action_runs_bot").on(t.botId, t.createdAt),
    index("action_runs_check")
      .on(t.checkAt)
      .where(sql`${t.checkAt} is not null`),
  ],
);

/** The outcome of one step, stored once. */
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
    status: text({ enum: ["waiting", "skipped", "succeeded", "failed"] }).notNull(),
    /** What the step is waiting for, if it is. */
    rest: jsonb().$type<StepWait>(),
    /** Not jsonb, which would reorder the keys of a system's answer. */
    output: json().$type<StepOutput>().notNull(),
    durationMs: integer("duration_ms").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("action_step_runs_position").on(t.runId, t.position),
    index("action_step_runs_waiting")
      .on(t.createdAt)
      .where(sql`${t.status} = 'waiting'`),
  ],
);

/** The first request to the one-time address of a callback step, even if the run has not reached that step. */
export const actionCallbacks = pgTable(
  "action_callbacks",
  {
    workspaceId: text("workspace_id").notNull(),
    runId: text("run_id")
      .notNull()
      .references(() => actionRuns.id, { onDelete: "cascade" }),
    /** The position of the callback step. */
    position: integer().notNull(),
    /** The body as later steps use it: parsed if JSON or a form, otherwise text. The action's secrets are masked. */
    body: jsonb(),
    contentType: text("content_type").notNull(),
    receivedAt: instant("received_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.position] })],
);
