import { sql } from "drizzle-orm";
import { boolean, index, integer, json, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { ActionDefinition } from "../../server/schemas/action-definition.ts";
import type { StepOutput } from "../../server/schemas/step-output.ts";
import type { StepWait } from "../../server/schemas/step-wait.ts";
import { workspaces } from "./accounts.ts";
import { createdAt, instant } from "./columns.ts";

/** One call of an action: from a turn, from another bot that a step asked, or from Try it. */
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
    /** How many bots have asked one another to come here. */
    depth: integer().notNull().default(0),
    /** The draft called: drafts of other bots are used too. */
    isDraft: boolean("is_draft").notNull().default(false),
    /** The definition as it was when called; secrets in it stay sealed. */
    definition: jsonb().$type<ActionDefinition>().notNull(),
    arguments: jsonb().$type<Record<string, unknown>>().notNull(),
    /** `waiting`: a step rests, for longer than anybody holds a connection open. */
    status: text({ enum: ["queued", "running", "waiting", "succeeded", "failed"] }).notNull(),
    /** What the bot was told. */
    result: text(),
    /** Why it failed, for people. */
    error: text(),
    /** Since when the turn no longer waits: the run's end is then told in a turn of its own. */
    detachedAt: instant("detached_at"),
    /**
     * When the sweep checks whether the run was lost or, after its end, whether its late result was delivered; null: no
     * check is due.
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
    status: text({ enum: ["waiting", "skipped", "succeeded", "failed"] }).notNull(),
    /** What it waits for, while it does. */
    rest: jsonb().$type<StepWait>(),
    /** Not jsonb, which would show what a system answered with its keys in another order. */
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

/** What came to the one-time address of a callback step, also before the run got there; the first request counts. */
export const actionCallbacks = pgTable(
  "action_callbacks",
  {
    workspaceId: text("workspace_id").notNull(),
    runId: text("run_id")
      .notNull()
      .references(() => actionRuns.id, { onDelete: "cascade" }),
    /** The callback step's. */
    position: integer().notNull(),
    /** As later steps use it: parsed when it was JSON or a form, else its text. The action's secrets are masked. */
    body: jsonb(),
    contentType: text("content_type").notNull(),
    receivedAt: instant("received_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.position] })],
);
