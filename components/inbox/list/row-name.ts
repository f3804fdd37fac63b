import { conversationName, whereFrom } from "@/components/conversations/conversation-name";

interface Named {
  clientName: string | null;
  clientPhone: string | null;
  source: string | null;
  chatId: string;
}

/** How the inbox calls a conversation: by its customer's name or phone number, else by where they came from. */
export function customerName({ clientName, clientPhone, source, chatId }: Named): string {
  return conversationName({ clientName: clientName ?? clientPhone, source, externalChatId: chatId });
}

/** Where it goes on, for below the name. */
export function customerOrigin({ clientName, source, chatId }: Named): string {
  return whereFrom({ clientName, source, externalChatId: chatId });
}
