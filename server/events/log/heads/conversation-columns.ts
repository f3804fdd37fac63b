import { conversations } from "@/db/schema/conversations";

/** The columns that name a delivery's conversation, as the inbox names it. */
export const conversationColumns = {
  id: conversations.id,
  clientName: conversations.clientName,
  clientPhone: conversations.clientPhone,
  source: conversations.source,
  externalChatId: conversations.externalChatId,
};
