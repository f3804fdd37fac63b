import { type LiveChange, subscribeLive } from "@/db/live";
import { News } from "@/db/news";
import { MESSAGE_PAGE } from "@/server/conversations/list-messages";
import { eventFeed } from "@/server/http/streams/event-feed";
import { OpenStreams } from "@/server/http/streams/open-streams";
import type { Visitor } from "./chat-session";
import { readState, TYPING_SECONDS } from "./session/conversation-state";
import { visitorMessages } from "./visitor-messages";

/** The interval of reading the rows, in case an announcement was lost. */
const LOOK_EVERY_MS = 5000;
/** The maximum number of concurrent streams; each tab with the chat keeps one open. */
export const STREAMS_PER_VISITOR = 5;

const streams = new OpenStreams(STREAMS_PER_VISITOR);

/**
 * Streams server-sent events: `messages`, each with a page of the messages after the cursor (those of operators, and
 * late answers of the watchdog; the event's id is its cursor), and `state` at the start and when it changes.
 */
export function lateMessages(
  conversationId: string,
  visitor: Visitor,
  after: number | null,
  signal: AbortSignal,
): Response {
  const failure = { id: conversationId, what: "late messages stopped" };
  return eventFeed({ signal, streams, reader: conversationId, failure }, async (writer, until) => {
    writer.keepAlive();
    let cursor = after;
    const news = new News<LiveChange>(LOOK_EVERY_MS);
    let shown = "";
    let isTyping = false;
    const unsubscribe = await subscribeAll(conversationId, news.add);
    try {
      while (!until.aborted) {
        const page = await visitorMessages(conversationId, visitor, { after: cursor });
        // Read after the messages and sent before them: a member's message ends the sign that the member is writing.
        const state = await readState(conversationId);
        if (state === null) break;
        isTyping = state.isTyping;
        const data = JSON.stringify(state);
        if (data !== shown) writer.send({ event: "state", data });
        shown = data;
        cursor = page.cursor;
        if (page.messages.length > 0) writer.send({ id: cursor, event: "messages", data: JSON.stringify(page) });
        if (page.messages.length === MESSAGE_PAGE) continue;
        if (page.messages.length > 0) news.expectMore();
        await news.next({ signal: until, ...(isTyping && { withinMs: TYPING_SECONDS * 1000 }) });
      }
    } finally {
      unsubscribe();
    }
  });
}

/** A member who begins or stops to write is announced apart from the conversation itself. */
async function subscribeAll(conversationId: string, onChange: (change: LiveChange) => void): Promise<() => void> {
  const stops = await Promise.all([
    subscribeLive("conversation", conversationId, onChange),
    subscribeLive("conversation_viewers", conversationId, onChange),
  ]);
  return () => stops.forEach((stop) => stop());
}
