import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { channels } from "@/db/schema/conversations";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import type { ServiceContext } from "@/server/service-context";
import type { OpenedTurn } from "@/server/turn/chat/open-chat-turn";
import { acceptChatMessage, browserId, parseChatBody } from "@/server/channels/web/accept-chat-message";

/** Identifies one session of the test chat; "Restart" starts a new one. */
const testChat = z.object({ chatId: browserId });

/** Stores a message from the chat beside the editor; its turn runs the draft. */
export async function acceptTestMessage(ctx: ServiceContext, botId: string, body: unknown): Promise<OpenedTurn> {
  requireRole(ctx, "editor");
  const chat = testChat.safeParse(body);
  if (!chat.success) throw new DomainError("invalid", "chatId has up to 200 letters, digits, '.', '-' and '_'.");
  const input = parseChatBody(body);
  const [channel] = await db
    .select()
    .from(channels)
    .where(and(eq(channels.workspaceId, ctx.workspaceId), eq(channels.botId, botId), eq(channels.runsDraft, true)));
  if (!channel) throw new DomainError("not_found", "This bot does not exist in your workspace.");
  return acceptChatMessage(channel, chat.data.chatId, input);
}
