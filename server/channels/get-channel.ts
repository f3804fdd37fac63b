import { and, asc, eq, ne } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { channels } from "@/db/schema/conversations";
import { env } from "@/server/env";
import { DomainError } from "@/server/errors";
import { openSecret } from "@/server/secrets/secret-box";
import type { ServiceContext } from "@/server/service-context";
import type { ChannelSettings } from "@/server/schemas/channel-settings";

type ChannelRow = typeof channels.$inferSelect;

/** A bot's channels, oldest first; the test chat is not among them. */
export async function listChannels(ctx: ServiceContext, botId: string) {
  const rows = await db
    .select()
    .from(channels)
    .where(and(eq(channels.workspaceId, ctx.workspaceId), eq(channels.botId, botId), ne(channels.kind, "test")))
    .orderBy(asc(channels.createdAt));
  return rows.map(({ id, kind, name, enabled, publicId }) => ({ id, kind, name, enabled, publicId }));
}

/** A channel as its settings screen shows it: addresses, the token that its owner may copy, no webhook secret. */
export async function getChannel(ctx: ServiceContext, channelId: string) {
  const row = await findChannel(ctx, channelId);
  const base = new URL(env().PARLEY_URL).origin;
  return {
    id: row.id,
    botId: row.botId,
    kind: row.kind,
    name: row.name,
    enabled: row.enabled,
    publicId: row.publicId,
    settings: visibleSettings(row.settings),
    chatUrl: row.kind === "web" ? `${base}/chat/${row.publicId}` : null,
    incomingUrl: row.kind === "custom" ? `${base}/api/webhook/custom/message` : null,
    token: row.tokenSealed === null ? null : openSecret(row.tokenSealed),
  };
}

/**
 * @param change The transaction that goes on to change the channel: until it ends, no other changes it.
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

/** Settings without secrets: whether one is set is all that anybody may read. */
function visibleSettings(settings: ChannelSettings) {
  if (settings.kind === "custom") {
    const { webhookSecretSealed, structured = false, markdown = "as_written" as const, ...rest } = settings;
    return { ...rest, structured, markdown, hasWebhookSecret: webhookSecretSealed !== null };
  }
  if (settings.kind === "web") {
    const { identitySecretSealed, ...rest } = settings;
    return { ...rest, hasIdentitySecret: identitySecretSealed !== null };
  }
  return settings;
}
