interface Named {
  clientName: string | null;
  source: string | null;
  externalChatId: string;
}

/** How the product calls a conversation: by the customer's name, where they came from, or the chat's id. */
export function conversationName({ clientName, source, externalChatId }: Named): string {
  return clientName ?? source ?? visitorName(externalChatId);
}

/** Visitors of a chat page have no name: the start of their random id tells them apart. */
function visitorName(chatId: string): string {
  const id = /^visitor-([\w-]{4})/.exec(chatId)?.[1];
  return id ? `Visitor ${id}` : chatId;
}
