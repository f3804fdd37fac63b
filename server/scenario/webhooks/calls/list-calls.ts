import { and, desc, eq, gte, lte, sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { channels, conversations } from "@/db/schema/conversations";
import { scenarioWebhookAttempts, scenarioWebhookCalls, scenarioWebhooks } from "@/db/schema/scenario";
import { requireRole } from "@/server/accounts/require-role";
import { idText, moment } from "@/server/input-types";
import type { ServiceContext } from "@/server/service-context";

const PAGE = 50;

const callStates = ["sending", "sent", "failed"] as const;

export const listCallsInput = z.object({
  webhookId: idText,
  status: z.enum(callStates).optional(),
  conversationId: idText.optional(),
  /** ISO 8601. */
  since: moment.optional(),
  /** The `nextCursor` of the previous page. */
  cursor: z.object({ createdAt: moment, id: idText }).nullish(),
});

/** With microseconds, so that a page begins exactly where the one before ended. */
const createdExactly = sql<string>`to_char(${scenarioWebhookCalls.createdAt} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** The newest attempt's status code and duration. */
const newestAttempt = sql<{ status: number | null; durationMs: number | null } | null>`(
  select json_build_object('status', a.status, 'durationMs', a.duration_ms) from ${scenarioWebhookAttempts} a
  where a.call_id = ${scenarioWebhookCalls.id} order by a.number desc limit 1)`;

/** Lists the calls of a webhook, newest first, in pages of 50. */
export async function listCalls(ctx: ServiceContext, input: z.infer<typeof listCallsInput>) {
  requireRole(ctx, "viewer");
  const rows = await db
    .select({
      id: scenarioWebhookCalls.id,
      status: scenarioWebhookCalls.status,
      error: scenarioWebhookCalls.error,
      isTest: scenarioWebhookCalls.isTest,
      replayOf: scenarioWebhookCalls.replayOf,
      attempts: scenarioWebhookCalls.attempts,
      newestAttempt,
      // The test chat has no page in the inbox.
      conversationId: sql<string | null>`case when not ${channels.runsDraft} then ${conversations.id} end`,
      customer: sql<string | null>`coalesce(${conversations.clientName}, ${conversations.externalChatId})`,
      createdAt: createdExactly,
    })
    .from(scenarioWebhookCalls)
    .innerJoin(scenarioWebhooks, eq(scenarioWebhooks.id, scenarioWebhookCalls.webhookId))
    .leftJoin(conversations, eq(conversations.id, scenarioWebhookCalls.conversationId))
    .leftJoin(channels, eq(channels.id, conversations.channelId))
    .where(and(eq(scenarioWebhooks.workspaceId, ctx.workspaceId), ...conditionsOf(input)))
    .orderBy(desc(scenarioWebhookCalls.createdAt), desc(scenarioWebhookCalls.id))
    .limit(PAGE + 1);
  const calls = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? calls.at(-1) : undefined;
  return { calls, nextCursor: last ? { createdAt: last.createdAt, id: last.id } : null };
}

function conditionsOf(input: z.infer<typeof listCallsInput>): (SQL | undefined)[] {
  const { webhookId, status, conversationId, since, cursor } = input;
  return [
    eq(scenarioWebhookCalls.webhookId, webhookId),
    status === undefined ? undefined : eq(scenarioWebhookCalls.status, status),
    conversationId === undefined ? undefined : eq(scenarioWebhookCalls.conversationId, conversationId),
    since === undefined ? undefined : gte(scenarioWebhookCalls.createdAt, new Date(since)),
    ...(cursor ? isAfter(cursor) : []),
  ];
}

/** The first condition lets the index seek to the position; the second is exact. */
function isAfter({ createdAt, id }: { createdAt: string; id: string }): SQL[] {
  const at = sql`${createdAt}::timestamptz`;
  return [
    lte(scenarioWebhookCalls.createdAt, at),
    sql`(${scenarioWebhookCalls.createdAt}, ${scenarioWebhookCalls.id}) < (${at}, ${id})`,
  ];
}
