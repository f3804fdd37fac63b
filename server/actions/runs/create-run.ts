import { sql } from "drizzle-orm";
import { asyncCommit } from "@/db/client";
import { onDisk } from "@/db/on-disk";
import { statement } from "@/db/statement";
import { newId } from "@/server/ids";
import { firstCheck } from "@/server/outbox/check-time";
import type { OutboxEvent } from "@/server/outbox/outbox";
import type { ActionDefinition } from "@/server/schemas/action-definition";
import { conversationOf, keepFresh, type LoadedConversation } from "./load-run";
import { mapStrings } from "@/server/text/map-strings";
import { storableText } from "@/server/text/storable-text";

export interface NewRun {
  /** A call that is made again has the same id, and continues its first run. By default the run is new. */
  id?: string | undefined;
  workspaceId: string;
  botId: string;
  actionId: string;
  /** Null for a trial run. */
  conversationId: string | null;
  turnId: string | null;
  definition: ActionDefinition;
  /** Already validated against the definition. */
  arguments: Record<string, unknown>;
  /** The run whose sub-bot step asked the bot that makes this call. */
  parentRunId?: string | null;
  /** How many nested sub-bot calls led to this one. */
  depth?: number;
  /** A draft makes the call: sub-bots use their drafts too. */
  isDraft?: boolean;
}

/** Queues a run that the caller starts by invoking its function. The row is on disk when this returns. */
export async function createRun(input: NewRun): Promise<{ id: string }> {
  const run = prepareRun(input);
  keepCreated(run, await insertRun({ ...valuesOf(run), eventId: null, eventData: null }), Promise.resolve());
  return { id: run.id };
}

/**
 * Queues a run with the event that starts it; the caller dispatches the event. The first step waits until both are on
 * disk, so a call repeated after a crash is the same run with the same idempotency keys.
 */
export async function requestRun(input: NewRun): Promise<{ id: string; events: OutboxEvent[] }> {
  const run = prepareRun(input);
  const { id, workspaceId } = run;
  const event = { id: newId("event"), name: REQUESTED, data: { workspaceId, runId: id } };
  const values = { ...valuesOf(run), eventId: event.id, eventData: JSON.stringify(event.data) };
  keepCreated(run, await insertRun(values), onDisk());
  return { id, events: [event] };
}

const REQUESTED = "action/run.requested";

type PreparedRun = Required<Omit<NewRun, "id">> & { id: string };

function prepareRun({
  id = newId("actionRun"),
  parentRunId = null,
  depth = 0,
  isDraft = false,
  ...input
}: NewRun): PreparedRun {
  const args = Object.entries(input.arguments).map(([name, value]) => [name, mapStrings(value, storableText)]);
  return { ...input, parentRunId, depth, isDraft, id, arguments: Object.fromEntries(args) };
}

type RunValues = Record<"id" | "workspaceId" | "botId" | "actionId", string> &
  /** JSON text. */
  Record<"definition" | "arguments", string> &
  Record<"conversationId" | "turnId" | "parentRunId", string | null> & { depth: number; isDraft: boolean };

function valuesOf({ definition, arguments: args, ...run }: PreparedRun): RunValues {
  return { ...run, definition: JSON.stringify(definition), arguments: JSON.stringify(args) };
}

interface CreatedRow extends Record<string, unknown> {
  isNew: boolean;
  conversation: LoadedConversation | null;
}

/** With an event, it commits asynchronously: it returns before the row is on disk. */
const insertRun = statement<RunValues & Record<"eventId" | "eventData", string | null>, CreatedRow>(
  (run) => sql`
    with run as (
      insert into action_runs (
        id, workspace_id, bot_id, action_id, conversation_id, turn_id, parent_run_id, depth, is_draft, status,
        definition, arguments, check_at
      ) values (
        ${run.id}, ${run.workspaceId}, ${run.botId}, ${run.actionId}, ${run.conversationId}, ${run.turnId},
        ${run.parentRunId}, ${run.depth}, ${run.isDraft}, 'queued', ${run.definition}::jsonb, ${run.arguments}::jsonb,
        ${firstCheck}
      )
      -- The turn that makes the call again waits for the result.
      on conflict (id) do update set turn_id = excluded.turn_id, detached_at = null
      returning conversation_id, workspace_id, xmax = 0 as is_new
    ), owed as (
      insert into outbox (id, name, data)
      select ${run.eventId}::text, ${REQUESTED}, ${run.eventData}::jsonb where ${run.eventId}::text is not null
    )
    select ${conversationOf(sql`run`)} as conversation, is_new as "isNew",
      case when ${run.eventId}::text is not null then ${asyncCommit} end
    from run`,
);

function keepCreated(run: PreparedRun, [created]: CreatedRow[], recorded: Promise<void>): void {
  if (!created) throw new Error("The run was not created.");
  if (!created.isNew) return;
  const { id: runId, workspaceId, botId, conversationId, turnId, depth, isDraft, definition } = run;
  const scope = { workspaceId, runId, botId, conversationId, turnId, depth, isDraft };
  keepFresh({ ...scope, definition, arguments: run.arguments }, created.conversation, recorded);
}
