import { and, eq, inArray, sql, type SQL } from "drizzle-orm";
import { db } from "@/db/client";
import { localChannel } from "@/db/local-channel";
import { onDisk } from "@/db/on-disk";
import { actionRuns, actionStepRuns } from "@/db/schema/action-runs";
import { bots } from "@/db/schema/bots";
import { channels, conversations } from "@/db/schema/conversations";
import { instructionValues } from "@/server/text/render-instruction";
import type { ActionDefinition } from "@/server/schemas/action-definition";
import type { StepOutput } from "@/server/schemas/step-output";
import type { StepWait } from "@/server/schemas/step-wait";

export interface RunKey {
  workspaceId: string;
  runId: string;
}

/** A queued or running run, with the results of its steps so far, in order. */
export interface LoadedRun extends RunKey {
  botId: string;
  conversationId: string | null;
  turnId: string | null;
  depth: number;
  isDraft: boolean;
  definition: ActionDefinition;
  arguments: Record<string, unknown>;
  variables: Record<string, unknown>;
  /** When its first step started. */
  startedAt: Date | null;
  /** False while its status is still queued. */
  isMarked: boolean;
  steps: LoadedStep[];
}

export interface LoadedStep {
  position: number;
  name: string;
  status: "waiting" | "skipped" | "succeeded" | "failed";
  rest: StepWait | null;
  output: Omit<StepOutput, "attempts" | "trace">;
}

export interface LoadedConversation {
  bot_name: string;
  time_zone: string;
  channel_name: string;
  source: string | null;
  client_name: string | null;
  client_phone: string | null;
  placeholders: Record<string, string>;
  variables: Record<string, unknown>;
}

/**
 * Reads all that a run's next step needs in one round trip, and marks a queued run as running; a run of one webhook is
 * marked only if it takes long. Null when the run has ended or is suspended.
 */
export async function startRun(key: RunKey): Promise<LoadedRun | null> {
  const { workspaceId, runId } = key;
  const fresh = takeFresh(runId);
  if (fresh?.run.workspaceId === workspaceId) {
    await fresh.recorded;
    return started(fresh.run);
  }
  const [row] = await db
    .select({
      status: actionRuns.status,
      botId: actionRuns.botId,
      conversationId: actionRuns.conversationId,
      turnId: actionRuns.turnId,
      depth: actionRuns.depth,
      isDraft: actionRuns.isDraft,
      definition: actionRuns.definition,
      arguments: actionRuns.arguments,
      startedAt: actionRuns.startedAt,
      conversation: conversationOf(sql`${actionRuns}`),
      steps: stepsOfRun,
    })
    .from(actionRuns)
    .where(isActive(key));
  if (!row) return null;
  const { conversation, status, ...run } = row;
  // The process that created the run did not wait for the disk.
  if (status === "queued") await onDisk();
  return started({
    workspaceId,
    runId,
    ...run,
    variables: variablesFor(conversation, run.steps),
    isMarked: status === "running",
  });
}

/** How long the values of a new run are cached for its first step, in milliseconds. */
const FRESH_MS = 1000;

interface FreshRun {
  run: LoadedRun;
  /** Resolves when the run is on disk. */
  recorded: Promise<void>;
}

/** Requests a run that this process has just created. */
const wanted = localChannel<(fresh: FreshRun) => void>("fresh_run");

/**
 * Caches a run that this process has just created. Its first step usually runs here moments later and need not read the
 * database. A cached run is used once; a repeated step reads the database.
 * @param recorded Resolves when the run is on disk; the step must have no effect before that.
 */
export function keepFresh(
  created: Omit<LoadedRun, "variables" | "startedAt" | "isMarked" | "steps">,
  conversation: LoadedConversation | null,
  recorded: Promise<void>,
): void {
  // The step that takes the run awaits this and handles the failure.
  recorded.catch(() => {});
  const variables = variablesFor(conversation, []);
  const run = { ...created, variables, startedAt: null, isMarked: false, steps: [] };
  const forget = wanted.subscribeOnce(run.runId, (give) => give({ run, recorded }));
  setTimeout(forget, FRESH_MS).unref();
}

/** Drops the cached values of a run that is about to change before its first step. */
export function forgetFresh(runId: string): void {
  takeFresh(runId);
}

function takeFresh(runId: string): FreshRun | null {
  const given: FreshRun[] = [];
  wanted.publish(runId, (fresh) => given.push(fresh));
  return given[0] ?? null;
}

async function started(run: LoadedRun): Promise<LoadedRun | null> {
  if (run.isMarked || isQuick(run.definition)) return run;
  const startedAt = await markRunning(run);
  return startedAt && { ...run, startedAt, isMarked: true };
}

/** Marks a queued run as running. Returns its start time, or null when it has ended or is suspended. */
export async function markRunning(key: RunKey): Promise<Date | null> {
  const [row] = await db
    .update(actionRuns)
    .set({ status: "running", startedAt: sql`coalesce(${actionRuns.startedAt}, now())` })
    .where(isActive(key))
    .returning({ startedAt: actionRuns.startedAt });
  return row?.startedAt ?? null;
}

/** Matches a run that has not ended and is not suspended. */
function isActive({ workspaceId, runId }: RunKey) {
  return and(
    eq(actionRuns.workspaceId, workspaceId),
    eq(actionRuns.id, runId),
    inArray(actionRuns.status, ["queued", "running"]),
  );
}

/** Most calls are one webhook that takes milliseconds; marking them as running would be a wasted write. */
function isQuick({ steps, delaySeconds = 0 }: ActionDefinition): boolean {
  return steps.length === 1 && steps[0]?.kind === "webhook" && delaySeconds === 0;
}

const stepsOfRun = sql<LoadedStep[]>`(
  select coalesce(json_agg(json_build_object(
    'position', s.position, 'name', s.name, 'status', s.status, 'rest', s.rest, 'output', s.output::jsonb - '{attempts,trace}'::text[]
  ) order by s.position), '[]')
  from ${actionStepRuns} s where s.run_id = ${actionRuns}.id
)`;

/**
 * Selects the conversation of a row of `action_runs` as JSON. `offset 0` is a planner fence: without statistics the
 * planner would choose an index that starts with the workspace and scan all its conversations.
 */
export const conversationOf = (run: SQL) => sql<LoadedConversation | null>`(
  select json_build_object(
    'bot_name', b.name, 'time_zone', b.time_zone, 'channel_name', h.name, 'source', c.source, 'client_name', c.client_name,
    'client_phone', c.client_phone, 'placeholders', c.placeholders, 'variables', c.variables
  )
  from (select * from ${conversations} where id = ${run}.conversation_id offset 0) c
  join ${channels} h on h.id = c.channel_id join ${bots} b on b.id = c.bot_id
  where c.workspace_id = ${run}.workspace_id
)`;

function variablesFor(conversation: LoadedConversation | null, steps: LoadedStep[]): Record<string, unknown> {
  return conversation ? variablesOf(conversation) : variablesSetBy(steps);
}

/** The values that an instruction may use; conversation variables keep their types. */
function variablesOf(conversation: LoadedConversation): Record<string, unknown> {
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
    timeZone: conversation.time_zone,
  });
  return { ...builtIn, ...variables, ...placeholders };
}

/** Outside of a conversation, variables set by earlier steps exist only in those steps' outputs. */
function variablesSetBy(steps: LoadedStep[]): Record<string, unknown> {
  return Object.fromEntries(steps.flatMap(({ output }) => Object.entries(output.variables ?? {})));
}
