import { and, asc, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { bots } from "@/db/schema/bots";
import { scenarioWebhookCalls, scenarioWebhooks } from "@/db/schema/scenario";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { redactUrl } from "@/server/outbound/addresses/redact-url";
import type { ServiceContext } from "@/server/service-context";
import { findWebhook, type WebhookRow } from "../find-webhook";
import { findUses, type UsingInteraction } from "./find-uses";

/** A webhook as members see it, without secrets. */
export type ShownWebhook = ReturnType<typeof shownWebhook> & { uses: UsingInteraction[] };

/** Lists a bot's webhooks, oldest first, with their newest call and the number of failures in 24 hours. */
export async function listWebhooks(ctx: ServiceContext, botId: string) {
  requireRole(ctx, "viewer");
  const { workspaceId } = ctx;
  const [[bot], rows, uses, failures] = await Promise.all([
    db
      .select({ id: bots.id })
      .from(bots)
      .where(and(eq(bots.workspaceId, workspaceId), eq(bots.id, botId))),
    db
      .select({ webhook: scenarioWebhooks, last: newestCall })
      .from(scenarioWebhooks)
      .where(and(eq(scenarioWebhooks.workspaceId, workspaceId), eq(scenarioWebhooks.botId, botId)))
      .orderBy(asc(scenarioWebhooks.createdAt), asc(scenarioWebhooks.id)),
    findUses(workspaceId, botId),
    countFailures(workspaceId, botId),
  ]);
  if (!bot) throw new DomainError("not_found", "This bot does not exist in your workspace.");
  return rows.map(({ webhook, last }) => ({
    ...shownWebhook(webhook),
    uses: uses.get(webhook.id) ?? [],
    lastCall: last,
    failures24h: failures.get(webhook.id) ?? 0,
  }));
}

/** Returns one webhook for its form. @throws DomainError not_found. */
export async function getWebhook(ctx: ServiceContext, webhookId: string): Promise<ShownWebhook> {
  requireRole(ctx, "viewer");
  const row = await findWebhook(ctx.workspaceId, webhookId);
  return { ...shownWebhook(row), uses: (await findUses(ctx.workspaceId, row.botId)).get(webhookId) ?? [] };
}

function shownWebhook({ id, botId, name, url, config, headers, verifiedAt, verificationError }: WebhookRow) {
  return {
    id,
    botId,
    name,
    url: redactUrl(url),
    config,
    headers: headers.map((header) => {
      const secret = "sealed" in header;
      return { name: header.name, secret, value: secret ? null : header.value };
    }),
    verifiedAt: verifiedAt?.toISOString() ?? null,
    verificationError,
  };
}

interface NewestCall {
  status: (typeof scenarioWebhookCalls.$inferSelect)["status"];
  error: string | null;
  /** ISO 8601. */
  at: string;
}

// With the table's name: drizzle writes columns of a query with one table without it.
const newestCall = sql<NewestCall | null>`(
  select json_build_object('status', c.status, 'error', c.error, 'at', to_char(c.created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
  from scenario_webhook_calls c where c.webhook_id = scenario_webhooks.id order by c.created_at desc limit 1)`;

async function countFailures(workspaceId: string, botId: string): Promise<Map<string, number>> {
  const rows = await db
    .select({ webhookId: scenarioWebhookCalls.webhookId, failures: sql<number>`count(*)::int` })
    .from(scenarioWebhookCalls)
    .innerJoin(scenarioWebhooks, eq(scenarioWebhooks.id, scenarioWebhookCalls.webhookId))
    .where(
      and(
        eq(scenarioWebhooks.workspaceId, workspaceId),
        eq(scenarioWebhooks.botId, botId),
        eq(scenarioWebhookCalls.status, "failed"),
        sql`${scenarioWebhookCalls.createdAt} > now() - interval '24 hours'`,
      ),
    )
    .groupBy(scenarioWebhookCalls.webhookId);
  return new Map(rows.map(({ webhookId, failures }) => [webhookId, failures]));
}
