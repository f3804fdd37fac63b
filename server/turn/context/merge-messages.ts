import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { type LiveChange, subscribeLive } from "@/db/live";
import { News } from "@/db/news";
import { conversations } from "@/db/schema/conversations";

/** How often to read the row without an announcement, in case one is lost. */
const LOOK_EVERY_MS = 2000;

/**
 * Waits for more messages from a customer.
 * @returns true when the time is over and the bot still has to answer this message as the newest one; false as soon as
 * a newer message has come or people have the conversation.
 */
export async function awaitMore(
  { conversationId, messageId }: { conversationId: string; messageId: string },
  seconds: number,
): Promise<boolean> {
  const end = Date.now() + seconds * 1000;
  const news = new News<LiveChange>(LOOK_EVERY_MS);
  const unsubscribe = await subscribeLive("conversation", conversationId, news.add);
  try {
    for (;;) {
      if (!(await isNewest(conversationId, messageId))) return false;
      const left = end - Date.now();
      if (left <= 0) return true;
      await news.next({ withinMs: left });
    }
  } finally {
    unsubscribe();
  }
}

async function isNewest(conversationId: string, messageId: string): Promise<boolean> {
  const found = await db
    .select({ id: conversations.id })
    .from(conversations)
    .where(
      and(
        eq(conversations.id, conversationId),
        eq(conversations.lastCustomerMessageId, messageId),
        eq(conversations.handledBy, "bot"),
      ),
    );
  return found.length > 0;
}
