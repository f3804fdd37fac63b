import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { channels } from "@/db/schema/conversations";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { idText, nameText } from "@/server/input-types";
import type { ServiceContext } from "@/server/service-context";
import { newToken } from "./create-channel";
import type { ChannelSettings } from "./contract";
import { type ChannelRow, findChannel } from "./get-channel";
import { adapterOf, changesByKind } from "./registry";

export const updateChannelInput = z.object({
  channelId: idText,
  name: nameText("Give the channel a name.", 80).optional(),
  enabled: z.boolean().optional(),
  ...changesByKind,
});
type UpdateChannel = z.infer<typeof updateChannelInput>;

/** Changes a channel. The change applies to messages that arrive from now on. */
export async function updateChannel(ctx: ServiceContext, input: UpdateChannel): Promise<void> {
  requireRole(ctx, "editor");
  const { channelId, name, enabled, ...byKind } = input;
  const changed = await db.transaction(async (tx) => {
    const row = await findChannel(ctx, channelId, tx);
    await tx
      .update(channels)
      .set({ name, enabled, settings: changedSettings(row, byKind) })
      .where(and(eq(channels.workspaceId, ctx.workspaceId), eq(channels.id, row.id)));
    return row;
  });
  adapterOf(changed.kind).forget?.(changed.publicId);
}

/** Generates a new token; the old one stops working immediately. */
export async function rotateToken(ctx: ServiceContext, channelId: string): Promise<void> {
  requireRole(ctx, "editor");
  const row = await findChannel(ctx, channelId);
  if (!adapterOf(row.kind).hasToken) throw new DomainError("invalid", "This kind of channel has no token.");
  await db
    .update(channels)
    .set(newToken())
    .where(and(eq(channels.workspaceId, ctx.workspaceId), eq(channels.id, row.id)));
}

/** Deletes a channel with its conversations. */
export async function deleteChannel(ctx: ServiceContext, channelId: string): Promise<void> {
  requireRole(ctx, "editor");
  const row = await findChannel(ctx, channelId);
  if (row.runsDraft) throw new DomainError("invalid", "The test chat belongs to the bot and stays.");
  await db.delete(channels).where(and(eq(channels.workspaceId, ctx.workspaceId), eq(channels.id, row.id)));
  adapterOf(row.kind).forget?.(row.publicId);
}

/**
 * Returns the changed settings, or undefined if nothing changes. Only changes for the channel's own kind are allowed.
 */
function changedSettings({ kind, settings }: ChannelRow, byKind: Record<string, unknown>): ChannelSettings | undefined {
  const given = Object.keys(byKind).filter((other) => byKind[other] !== undefined);
  if (given.some((other) => other !== kind)) {
    throw new DomainError("invalid", "These settings belong to another kind of channel.");
  }
  const adapter = adapterOf(kind);
  return given.length === 0 ? undefined : adapter.changeSettings(adapter.settings.parse(settings), byKind[kind]);
}
