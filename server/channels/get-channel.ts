import { and, asc, eq } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { channels } from "@/db/schema/conversations";
import { requireRole } from "@/server/accounts/require-role";
import { env } from "@/server/env";
import { DomainError } from "@/server/errors";
import { openSecret } from "@/server/secrets/secret-box";
import type { ServiceContext } from "@/server/service-context";
import { adapterOf, shownSettings } from "./registry";

export type ChannelRow = typeof channels.$inferSelect;

/** Lists a bot's channels without the test chat, oldest first. */
export async function listChannels(ctx: ServiceContext, botId: string) {
  requireRole(ctx, "viewer");
  const rows = await db
    .select()
    .from(channels)
    .where(and(eq(channels.workspaceId, ctx.workspaceId), eq(channels.botId, botId), eq(channels.runsDraft, false)))
    .orderBy(asc(channels.createdAt));
  return rows.map(({ id, kind, name, enabled, publicId }) => ({ id, kind, name, enabled, publicId }));
}

/** Returns a channel for its settings screen: with its token, without other secrets. */
export async function getChannel(ctx: ServiceContext, channelId: string) {
  requireRole(ctx, "editor");
  const row = await findChannel(ctx, channelId);
  const base = new URL(env().PARLEY_URL).origin;
  return {
    id: row.id,
    botId: row.botId,
    kind: row.kind,
    name: row.name,
    enabled: row.enabled,
    publicId: row.publicId,
    settings: shownSettings(row.kind, row.settings),
    chatUrl: null,
    incomingUrl: null,
    ...adapterOf(row.kind).addresses?.(base, row.publicId),
    api: adapterOf(row.kind).describeApi?.() ?? null,
    token: row.tokenSealed === null ? null : openSecret(row.tokenSealed),
  };
}

/**
 * @param change A transaction that will change the channel; the row is locked until it ends.
 * @throws DomainError not_found for a channel of another workspace.
 */
export async function findChannel(ctx: ServiceContext, channelId: string, change?: Transaction): Promise<ChannelRow> {
  const found = (change ?? db)
    .select()
    .from(channels)
    .where(and(eq(channels.workspaceId, ctx.workspaceId), eq(channels.id, channelId)));
  const [row] = await (change ? found.for("update") : found);
  if (!row) throw new DomainError("not_found", "This channel does not exist in your workspace.");
  return row;
}
