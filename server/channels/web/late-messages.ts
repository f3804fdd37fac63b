import { setTimeout as sleep } from "node:timers/promises";
import { subscribeLive } from "@/db/live";
import { MESSAGE_PAGE } from "@/server/conversations/list-messages";
import { logFailure } from "@/server/log-failure";
import { COME_BACK_LATER, OpenStreams } from "@/server/http/open-streams";
import type { Visitor } from "./chat-session";
import { visitorMessages } from "./visitor-messages";

/** Without announcements (a pooler in between) the rows are looked at this often. */
const LOOK_EVERY_MS = 5000;
/** Each tab that shows the chat holds one open. */
export const STREAMS_PER_VISITOR = 5;
/** Browsers reconnect by themselves; ending before the platform does keeps the end clean. */
const STREAM_MS = 240_000;

const streams = new OpenStreams(STREAMS_PER_VISITOR);

/**
 * Server-sent events `messages`, each a page of what came after the cursor: what operators write and what the
 * watchdog answered late. The event's id is its cursor.
 */
export function lateMessages(
  conversationId: string,
  visitor: Visitor,
  after: number | null,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let cursor = after;
  const ended = new AbortController();
  return new ReadableStream({
    async start(controller) {
      let announced = Promise.withResolvers<void>();
      const unsubscribe = await subscribeLive("conversation", conversationId, () => announced.resolve());
      const { displaced, leave } = streams.enter(conversationId);
      const until = AbortSignal.any([signal, ended.signal, displaced, AbortSignal.timeout(STREAM_MS)]);
      try {
        while (!until.aborted) {
          const page = await visitorMessages(conversationId, visitor, cursor);
          const event =
            page.messages.length > 0
              ? `id: ${page.cursor}\nevent: messages\ndata: ${JSON.stringify(page)}\n\n`
              : ": \n\n";
          cursor = page.cursor;
          controller.enqueue(encoder.encode(event));
          if (page.messages.length === MESSAGE_PAGE) continue;
          await Promise.race([announced.promise, sleep(LOOK_EVERY_MS, undefined, { signal: until })]);
          announced = Promise.withResolvers();
        }
      } catch (error) {
        if (!until.aborted) logFailure(conversationId, "late messages stopped", error);
      } finally {
        unsubscribe();
        leave();
        if (!ended.signal.aborted) {
          if (displaced.aborted) controller.enqueue(encoder.encode(COME_BACK_LATER));
          controller.close();
        }
      }
    },
    cancel: () => ended.abort(),
  });
}
