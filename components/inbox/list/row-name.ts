import { HIDDEN } from "@/server/accounts/access/hide-contacts";
import { conversationName, whereFrom } from "@/components/conversations/conversation-name";

interface Named {
  clientName: string | null;
  clientPhone: string | null;
  source: string | null;
  chatId: string;
}

/** A conversation's display name: the customer's name or phone number, else its source. */
export function customerName({ clientName, clientPhone, source, chatId }: Named): string {
  const phone = clientPhone === HIDDEN ? null : clientPhone;
  return conversationName({ clientName: clientName ?? phone, source, externalChatId: chatId });
}

/** The conversation's source, shown below the name. */
export function customerOrigin({ clientName, source, chatId }: Named): string {
  return whereFrom({ clientName, source, externalChatId: chatId });
}
