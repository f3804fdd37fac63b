import { z } from "zod";
import { listMessages, type PagePlace } from "@/server/conversations/list-messages";
import { DomainError } from "@/server/errors";
import type { Visitor } from "./chat-session";
import type { MessagePage } from "./protocol";

/** Returns a page of the messages that a visitor may see; their own have the ids that their browser assigned. */
export async function visitorMessages(
  conversationId: string | null,
  visitor: Visitor,
  place: PagePlace = {},
): Promise<MessagePage> {
  if (conversationId === null) return { messages: [], cursor: null, earlier: null };
  const page = await listMessages(conversationId, place);
  const prefix = `${visitor.chatId}:`;
  const messages = page.messages.map((message) => ({
    ...message,
    external_id: message.external_id?.startsWith(prefix) ? message.external_id.slice(prefix.length) : null,
  }));
  return { ...page, messages };
}

/** @throws DomainError invalid if `after` is not a cursor. */
export function parseAfter(url: string): number | null {
  return readPosition(url, "after", "after is the cursor of an earlier answer, a whole number.");
}

/**
 * Reads `after` or `before`.
 * @throws DomainError invalid if they are not positions, or if both are given.
 */
export function parsePlace(url: string): PagePlace {
  const after = parseAfter(url);
  const before = readPosition(
    url,
    "before",
    "before is the position in `earlier` of an earlier answer, a whole number.",
  );
  if (after !== null && before !== null) throw new DomainError("invalid", "Send either after or before, not both.");
  return { after, before };
}

function readPosition(url: string, name: "after" | "before", fault: string): number | null {
  const value = new URL(url).searchParams.get(name);
  if (value === null || value === "") return null;
  const parsed = z.coerce.number().int().min(0).safeParse(value);
  if (!parsed.success) throw new DomainError("invalid", fault);
  return parsed.data;
}
