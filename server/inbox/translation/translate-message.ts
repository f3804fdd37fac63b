import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { db } from "@/db/client";
import { bots } from "@/db/schema/bots";
import { conversations, messages } from "@/db/schema/conversations";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import type { ServiceContext } from "@/server/service-context";
import type { translateInput } from "../schema";
import { askForTranslation } from "./ask-for-translation";

/**
 * Translates a message for an employee, with the model of the conversation's bot. Nothing is stored, and the customer
 * does not see it.
 * @throws DomainError not_found; invalid if the model cannot translate; unavailable if it does not answer.
 */
export async function translateMessage(
  ctx: ServiceContext,
  { messageId, language }: z.infer<typeof translateInput>,
): Promise<{ text: string }> {
  requireRole(ctx, "operator");
  const { text, bot } = await findMessage(ctx.workspaceId, messageId);
  return { text: await askForTranslation(ctx, bot, { text, language }) };
}

async function findMessage(workspaceId: string, messageId: string) {
  const [found] = await db
    .select({
      text: messages.text,
      bot: { id: bots.id, name: bots.name, model: bots.model, behaviour: bots.behaviour },
    })
    .from(messages)
    .innerJoin(conversations, eq(conversations.id, messages.conversationId))
    .innerJoin(bots, eq(bots.id, conversations.botId))
    .where(and(eq(messages.workspaceId, workspaceId), eq(messages.id, messageId)));
  if (!found) throw new DomainError("not_found", "This message does not exist in your workspace.");
  return found;
}
