import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { db } from "@/db/client";
import { bots } from "@/db/schema/bots";
import { conversations } from "@/db/schema/conversations";
import { requireRole } from "@/server/accounts/require-role";
import { conversationGone } from "@/server/conversations/change-conversation";
import type { ServiceContext } from "@/server/service-context";
import type { translateReplyInput } from "../schema";
import { askForTranslation } from "./ask-for-translation";

/**
 * Translates what an employee wrote into the customer's language, with the model of the conversation's bot. Nothing is
 * stored or sent: the employee checks the translation first.
 * @throws DomainError not_found; invalid if the model cannot translate; unavailable if it does not answer.
 */
export async function translateReply(
  ctx: ServiceContext,
  { conversationId, text, language }: z.infer<typeof translateReplyInput>,
): Promise<{ text: string }> {
  requireRole(ctx, "operator");
  const [bot] = await db
    .select({ id: bots.id, name: bots.name, model: bots.model, behaviour: bots.behaviour })
    .from(conversations)
    .innerJoin(bots, eq(bots.id, conversations.botId))
    .where(and(eq(conversations.workspaceId, ctx.workspaceId), eq(conversations.id, conversationId)));
  if (!bot) throw conversationGone();
  return { text: await askForTranslation(ctx, bot, { text, language }) };
}
