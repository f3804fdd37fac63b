import { sql } from "drizzle-orm";
import { channels } from "@/db/schema/conversations";
import { statement } from "@/db/statement";
import type { ReceivingChannel } from "@/server/conversations/receive-message";
import { recordsEvents } from "@/server/events/recording/insert-events";
import { DomainError } from "@/server/errors";
import { bearerToken } from "@/server/http/bearer-token";
import { noteRequest } from "@/server/log/request-scope";
import { hashToken } from "@/server/secrets/secret-box";

/**
 * Returns the channel whose token is in an `Authorization: Bearer` header (CONTRACTS §1).
 * @throws DomainError unauthorized (no such token) or forbidden (the channel is disabled).
 */
export async function authenticateToken(authorization: string | null): Promise<ReceivingChannel> {
  const token = bearerToken(authorization);
  if (!token) throw invalidToken();
  const [channel] = await selectByToken({ tokenHash: hashToken(token) });
  if (!channel) throw invalidToken();
  noteRequest({ workspaceId: channel.workspaceId, channelId: channel.id });
  if (!channel.enabled) throw new DomainError("forbidden", "Channel disabled");
  const { enabled: _, ...receiving } = channel;
  return receiving;
}

const selectByToken = statement<{ tokenHash: string }, ChannelRow>(
  ({ tokenHash }) => sql`
    select id, workspace_id as "workspaceId", bot_id as "botId", enabled,
      ${recordsEvents(sql`workspace_id`)} as "recordsEvents"
    from ${channels} where token_hash = ${tokenHash} and kind = 'custom'`,
);

type ChannelRow = Record<"id" | "workspaceId" | "botId", string> & Record<"enabled" | "recordsEvents", boolean>;

/** The exact text is part of the API: existing clients match on it. */
function invalidToken(): DomainError {
  return new DomainError("unauthorized", "Invalid token");
}
