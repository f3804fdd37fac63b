interface Named {
  clientName: string | null;
  source: string | null;
  externalChatId: string;
}

/** A conversation's display name: the customer's name, its source, or the chat's id. */
export function conversationName({ clientName, source, externalChatId }: Named): string {
  return clientName ?? source ?? visitorName(externalChatId);
}

/** The conversation's source, shown beside the name. A visitor's random id is replaced by "Website visitor". */
export function whereFrom({ clientName, source, externalChatId }: Named): string {
  if (VISITOR.test(externalChatId)) return "Website visitor";
  return clientName !== null && source !== null && source !== clientName
    ? `${source} · ${externalChatId}`
    : externalChatId;
}

const VISITOR = /^visitor-(.+)$/;

/** Visitors of a chat page have no name; a piece of their random id tells them apart. */
function visitorName(chatId: string): string {
  const id = VISITOR.exec(chatId)?.[1];
  return id
    ? `Visitor ${id
        .replace(/[^a-zA-Z0-9]/g, "")
        .slice(0, 4)
        .toUpperCase()}`
    : chatId;
}
