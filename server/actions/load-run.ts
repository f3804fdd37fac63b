import { and, eq, inArray, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { actionRuns, actionStepRuns } from "@/db/schema/action-runs";
import { bots } from "@/db/schema/bots";
import { channels, conversations } from "@/db/schema/conversations";
import { instructionValues } from "@/server/turn/render-instruction";
import type { ActionDefinition } from "./definition";
import type { StepOutput } from "./step-output";

export interface RunKey {
  workspaceId: string;
  runId: string;
}

/** A run that goes on, with what its steps brought so far, in order. */
export interface LoadedRun extends RunKey {
  definition: ActionDefinition;
  arguments: Record<string, unknown>;
  variables: Record<string, unknown>;
  steps: LoadedStep[];
}

export interface LoadedStep {
  position: number;
  name: string;
  status: "succeeded" | "failed";
  output: Omit<StepOutput, "attempts">;
}

interface LoadedConversation {
  bot_name: string;
  channel_name: string;
  source: string | null;
  client_name: string | null;
  client_phone: string | null;
  placeholders: Record<string, string>;
  variables: Record<string, unknown>;
}

/** Marks a run as running and reads all that its next step needs, in one round trip. Null when it has ended. */
export async function startRun({ workspaceId, runId }: RunKey): Promise<LoadedRun | null> {
  const [row] = await db
    .update(actionRuns)
    .set({ status: "running", startedAt: sql`coalesce(${actionRuns.startedAt}, now())` })
    .where(
      and(
        eq(actionRuns.workspaceId, workspaceId),
        eq(actionRuns.id, runId),
        inArray(actionRuns.status, ["queued", "running"]),
      ),
    )
    .returning({
      definition: actionRuns.definition,
      arguments: actionRuns.arguments,
      conversation: conversationOfRun,
      steps: stepsOfRun,
    });
  if (!row) return null;
  const { conversation, ...run } = row;
  return { workspaceId, runId, ...run, variables: variablesOf(conversation) };
}

const stepsOfRun = sql<LoadedStep[]>`(
  select coalesce(json_agg(json_build_object(
    'position', s.position, 'name', s.name, 'status', s.status, 'output', s.output - 'attempts'
  ) order by s.position), '[]')
  from ${actionStepRuns} s where s.run_id = ${actionRuns}.id
)`;

const conversationOfRun = sql<LoadedConversation | null>`(
  select json_build_object(
    'bot_name', b.name, 'channel_name', h.name, 'source', c.source, 'client_name', c.client_name,
    'client_phone', c.client_phone, 'placeholders', c.placeholders, 'variables', c.variables
  )
  from ${conversations} c join ${channels} h on h.id = c.channel_id join ${bots} b on b.id = c.bot_id
  where c.id = ${actionRuns}.conversation_id and c.workspace_id = ${actionRuns}.workspace_id
)`;

/** The names that an instruction may use, with conversation variables in their own types. */
function variablesOf(conversation: LoadedConversation | null): Record<string, unknown> {
  if (!conversation) return {};
  const { placeholders, variables } = conversation;
  const builtIn = instructionValues({
    botName: conversation.bot_name,
    channelName: conversation.channel_name,
    source: conversation.source,
    clientName: conversation.client_name,
    clientPhone: conversation.client_phone,
    placeholders: {},
    variables: {},
    now: new Date(),
  });
  return { ...builtIn, ...variables, ...placeholders };
}
