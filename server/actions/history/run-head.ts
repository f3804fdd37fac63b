import { and, eq, isNotNull, isNull, sql, type SQL } from "drizzle-orm";
import { alias, type PgColumn } from "drizzle-orm/pg-core";
import { db } from "@/db/client";
import { actionRuns } from "@/db/schema/action-runs";
import { bots } from "@/db/schema/bots";
import { channels, conversations } from "@/db/schema/conversations";

/** Where a call came from: a turn of a conversation, a trial (or a repeated run), or a sub-bot. */
export const runOrigins = ["chat", "try", "bot"] as const;
type RunOrigin = (typeof runOrigins)[number];

/** Long enough to recognise an answer, and short enough for a list of fifty. */
const EXCERPT_CHARACTERS = 200;

/** The beginning of a run's result. */
export const resultExcerpt = sql<string | null>`left(${actionRuns.result}, ${EXCERPT_CHARACTERS})`;

const parent = alias(actionRuns, "parent_run");
const askingBot = alias(bots, "asking_bot");

const originOfRun = sql<RunOrigin>`case
  when ${actionRuns.parentRunId} is not null then 'bot'
  when ${actionRuns.conversationId} is null then 'try'
  else 'chat'
end`;

/** Matches runs with an origin as in `originOfRun`. */
export function cameFrom(origin: RunOrigin): SQL | undefined {
  if (origin === "bot") return isNotNull(actionRuns.parentRunId);
  const { conversationId } = actionRuns;
  return and(isNull(actionRuns.parentRunId), origin === "try" ? isNull(conversationId) : isNotNull(conversationId));
}

/**
 * The columns shown in a list and above a run's steps. They contain no secrets, because texts are masked before
 * storage.
 */
const headColumns = {
  id: actionRuns.id,
  botId: actionRuns.botId,
  actionId: actionRuns.actionId,
  name: sql<string>`${actionRuns.definition} ->> 'name'`,
  functionName: sql<string>`${actionRuns.definition} ->> 'functionName'`,
  /** The step that was tried on its own; null when the whole action ran. */
  onlyStep: sql<string | null>`${actionRuns.definition} ->> 'onlyStep'`,
  isDraft: actionRuns.isDraft,
  status: actionRuns.status,
  error: actionRuns.error,
  resultExcerpt,
  createdAt: actionRuns.createdAt,
  startedAt: actionRuns.startedAt,
  finishedAt: actionRuns.finishedAt,
  /** `createdAt` to the microsecond, for the next page: JavaScript dates only have milliseconds. */
  createdExactly: sql<string>`to_char(${actionRuns.createdAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
  origin: originOfRun,
  /** The bot whose sub-bot step led to this call. */
  askedBy: askingBot.name,
  conversation: {
    id: conversations.id,
    clientName: conversations.clientName,
    source: conversations.source,
    externalChatId: conversations.externalChatId,
  },
  channel: {
    id: channels.id,
    botId: channels.botId,
    kind: channels.kind,
    runsDraft: channels.runsDraft,
    name: channels.name,
  },
};

/** Selects the summary of runs; the caller adds the workspace, order and limit. */
export function selectRunHeads<More extends Record<string, PgColumn>>(more: More) {
  return db
    .select({ ...headColumns, ...more })
    .from(actionRuns)
    .leftJoin(
      conversations,
      and(eq(conversations.id, actionRuns.conversationId), eq(conversations.workspaceId, actionRuns.workspaceId)),
    )
    .leftJoin(channels, eq(channels.id, conversations.channelId))
    .leftJoin(parent, and(eq(parent.id, actionRuns.parentRunId), eq(parent.workspaceId, actionRuns.workspaceId)))
    .leftJoin(askingBot, eq(askingBot.id, parent.botId));
}
