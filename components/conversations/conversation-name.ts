interface Named {
  clientName: string | null;
  source: string | null;
  externalChatId: string;
}

/** How the product calls a conversation: by the customer's name, where they came from, or the chat's id. */
export function conversationName({ clientName, source, externalChatId }: Named): string {
  return clientName ?? source ?? visitorName(externalChatId);
}

/** Where a conversation goes on, beside its name: a visitor's random id would say nothing. */
export function whereFrom({ clientName, source, externalChatId }: Named): string {
  if (VISITOR.test(externalChatId)) return "On the chat page";
  return clientName !== null && source !== null && source !== clientName
    ? `${source} · ${externalChatId}`
    : externalChatId;
}

const VISITOR = /^visitor-(.+)$/;

/** Visitors of a chat page have no name: a piece of their random id tells them apart. */
function visitorName(chatId: string): string {
  const id = VISITOR.exec(chatId)?.[1];
  return id
    ? `Visitor ${id
        .replace(/[^a-zA-Z0-9]/g, "")
        .slice(0, 4)
        .toUpperCase()}`
    : chatId;
}
