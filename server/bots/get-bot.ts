import { and, count, desc, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { actions, bots, botVersions } from "@/db/schema/bots";
import { isShown } from "@/server/accounts/access/limits-sql";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import type { ServiceContext } from "@/server/service-context";
import { behaviourOf } from "@/server/schemas/bot-behaviour";
import { composeSnapshot } from "./compose-snapshot";
import type { BotSnapshot } from "@/server/schemas/bot-snapshot";

/** Returns a bot's draft and its published state. */
export async function getBot(ctx: ServiceContext, botId: string) {
  requireRole(ctx, "viewer");
  const [bot] = await db
    .select()
    .from(bots)
    .where(and(eq(bots.workspaceId, ctx.workspaceId), eq(bots.id, botId)));
  if (!bot) throw new DomainError("not_found", "This bot does not exist in your workspace.");
  const [published] = bot.publishedVersionId
    ? await db.select().from(botVersions).where(eq(botVersions.id, bot.publishedVersionId))
    : [];
  const draft = await composeSnapshot(ctx.workspaceId, botId);
  const { id, name, instruction, model, fallbackText, timeZone, standardFunctions, updatedAt } = bot;
  return {
    id,
    name,
    instruction,
    model,
    fallbackText,
    timeZone,
    standardFunctions,
    behaviour: behaviourOf(bot),
    updatedAt: updatedAt.toISOString(),
    published: published ? { number: published.number, at: published.createdAt.toISOString() } : null,
    hasUnpublishedChanges: !published || asText(published.snapshot) !== asText(draft),
  };
}

/** Lists the workspace's bots that the member sees, the most recently changed first. */
export async function listBots(ctx: ServiceContext) {
  requireRole(ctx, "viewer");
  const actionCount = db
    .select({ botId: actions.botId, n: count().as("n") })
    .from(actions)
    .where(eq(actions.workspaceId, ctx.workspaceId))
    .groupBy(actions.botId)
    .as("action_count");
  const rows = await db
    .select({
      id: bots.id,
      name: bots.name,
      model: bots.model,
      updatedAt: bots.updatedAt,
      publishedVersion: botVersions.number,
      publishedAt: botVersions.createdAt,
      actionCount: sql<number>`coalesce(${actionCount.n}, 0)::int`,
    })
    .from(bots)
    .leftJoin(botVersions, eq(botVersions.id, bots.publishedVersionId))
    .leftJoin(actionCount, eq(actionCount.botId, bots.id))
    .where(and(eq(bots.workspaceId, ctx.workspaceId), isShown(ctx, { botId: bots.id })))
    .orderBy(desc(bots.updatedAt));
  return rows.map(({ publishedAt, ...bot }) => ({
    ...bot,
    hasUnpublishedChanges: publishedAt === null || publishedAt < bot.updatedAt,
  }));
}

/** A snapshot as text to compare. Versions from before a setting existed get the default that applied then. */
function asText(snapshot: BotSnapshot): string {
  return JSON.stringify(
    sorted({ timeZone: "UTC", standardFunctions: {}, ...snapshot, behaviour: behaviourOf(snapshot) }),
  );
}

/** Sorts object keys, so that two documents can be compared as text. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => a.localeCompare(b));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
