import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { subscribeLive } from "@/db/live";
import { messages } from "@/db/schema/conversations";
import { listMessages, type VisibleMessage } from "@/server/conversations/list-messages";
import type { Received } from "@/server/conversations/receive-message";
import { logFailure } from "@/server/log/log-failure";

interface Follow extends Pick<Received, "conversationId" | "messageId"> {
  /** The turn's own reply, which its viewer has streamed; messages that it was split into begin with it. */
  replyId: string;
  onSaid: (said: VisibleMessage[]) => void;
}

/**
 * Hands over what is said to a customer while a turn answers them: by the actions that it calls, and by people. A
 * failure is logged: what is missed here comes late, with the page's other messages.
 * @returns Ends it, once all that was said by then is handed over.
 */
export function followSaid({ conversationId, messageId, replyId, onSaid }: Follow): () => Promise<void> {
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
    const page = await listMessages(conversationId, cursor);
    cursor = page.cursor;
    const said = page.messages.filter(({ id, sender }) => sender !== "customer" && !id.startsWith(replyId));
    if (said.length > 0) onSaid(said);
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
