import { setTimeout as sleep } from "node:timers/promises";
import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { subscribeLive } from "@/db/live";
import { conversations } from "@/db/schema/conversations";

/** Without announcements (a pooler in between) the row is looked at this often. */
const LOOK_EVERY_MS = 2000;

/**
 * Waits for more messages of a customer.
 * @returns Whether the message is still the newest when the time is over, and the bot still has the conversation; if
 * not, that is known as soon as it happens.
 */
export async function awaitMore(
  { conversationId, messageId }: { conversationId: string; messageId: string },
  seconds: number,
): Promise<boolean> {
  const end = Date.now() + seconds * 1000;
  let announced = Promise.withResolvers<void>();
  const unsubscribe = await subscribeLive("conversation", conversationId, () => announced.resolve());
  try {
    for (;;) {
      if (!(await isNewest(conversationId, messageId))) return false;
      const left = end - Date.now();
      if (left <= 0) return true;
      const waited = new AbortController();
      const timer = sleep(Math.min(left, LOOK_EVERY_MS), undefined, { signal: waited.signal });
      await Promise.race([announced.promise, timer]);
      timer.catch(() => {});
      waited.abort();
      announced = Promise.withResolvers();
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
