import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { subscribeLive } from "@/db/live";
import { messages } from "@/db/schema/conversations";
import { listMessages, type VisibleMessage } from "@/server/conversations/list-messages";
import type { Received } from "@/server/conversations/receive-message";
import { logFailure } from "@/server/log/log-failure";

interface Follow extends Pick<Received, "conversationId" | "messageId"> {
  /** The turn's reply, which is streamed separately; if it was split, the ids of its messages begin with this id. */
  replyId: string;
  onMessages: (messages: VisibleMessage[]) => void;
}

/**
 * Passes on the messages that actions and people send to a customer during a turn. Failures are only logged: the page
 * gets missed messages later with all others.
 * @returns a function that passes on the remaining messages and then stops.
 */
export function followMessages({ conversationId, messageId, replyId, onMessages }: Follow): () => Promise<void> {
  let cursor: number | null = null;
  let unsubscribe = () => {};
  let looking = next(Promise.resolve(), begin);

  async function begin(): Promise<void> {
    const [asked] = await db.select({ seq: messages.seq }).from(messages).where(eq(messages.id, messageId));
    cursor = asked?.seq ?? null;
    unsubscribe = await subscribeLive("conversation", conversationId, lookNext);
  }

  async function look(): Promise<void> {
    if (cursor === null) return;
    const page = await listMessages(conversationId, { after: cursor });
    cursor = page.cursor;
    const others = page.messages.filter(({ id, sender }) => sender !== "customer" && !id.startsWith(replyId));
    if (others.length > 0) onMessages(others);
  }

  function lookNext(): void {
    looking = next(looking, look);
  }

  function next(before: Promise<void>, work: () => Promise<void>): Promise<void> {
    return before
      .then(work)
      .catch((error: unknown) => logFailure(conversationId, "messages during a turn not shown", error));
  }

  return async () => {
    lookNext();
    await looking;
    unsubscribe();
  };
}
