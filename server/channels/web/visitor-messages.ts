import { z } from "zod";
import { listMessages } from "@/server/conversations/list-messages";
import { DomainError } from "@/server/errors";
import type { Visitor } from "./chat-session";
import type { MessagePage } from "./protocol";

/** Returns the messages after a cursor that a visitor may see; their own have the ids that their browser assigned. */
export async function visitorMessages(
  conversationId: string | null,
  visitor: Visitor,
  after: number | null,
): Promise<MessagePage> {
  if (conversationId === null) return { messages: [], cursor: null };
  const page = await listMessages(conversationId, after);
  const prefix = `${visitor.chatId}:`;
  const messages = page.messages.map((message) => ({
    ...message,
    external_id: message.external_id?.startsWith(prefix) ? message.external_id.slice(prefix.length) : null,
  }));
  return { messages, cursor: page.cursor };
}

/** @throws DomainError invalid if `after` is not a cursor. */
export function parseAfter(url: string): number | null {
  const after = new URL(url).searchParams.get("after");
  if (after === null || after === "") return null;
  const parsed = z.coerce.number().int().min(0).safeParse(after);
  if (!parsed.success) throw new DomainError("invalid", "after is the cursor of an earlier answer, a whole number.");
  return parsed.data;
}
