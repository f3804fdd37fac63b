import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { channels } from "@/db/schema/conversations";
import type { ReceivingChannel } from "@/server/conversations/receive-message";
import { DomainError } from "@/server/errors";
import { hashToken } from "@/server/secrets/secret-box";

/**
 * The channel whose token an `Authorization: Bearer` header carries (CONTRACTS §1).
 * @throws DomainError unauthorized (no such token) or forbidden (the channel is disabled).
 */
export async function authenticateToken(authorization: string | null): Promise<ReceivingChannel> {
  const token = /^bearer +(\S+)$/i.exec(authorization?.trim() ?? "")?.[1];
  if (!token) throw invalidToken();
  const [channel] = await db
    .select({
      id: channels.id,
      workspaceId: channels.workspaceId,
      botId: channels.botId,
      enabled: channels.enabled,
    })
    .from(channels)
    .where(and(eq(channels.tokenHash, hashToken(token)), eq(channels.kind, "custom")));
  if (!channel) throw invalidToken();
  if (!channel.enabled) throw new DomainError("forbidden", "Channel disabled");
  return { id: channel.id, workspaceId: channel.workspaceId, botId: channel.botId };
}

/** The source product's words, which its clients look for. */
function invalidToken(): DomainError {
  return new DomainError("unauthorized", "Invalid token");
}
