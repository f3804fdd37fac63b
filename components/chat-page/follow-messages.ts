import { EventSourceParserStream } from "eventsource-parser/stream";
import type { MessagePage } from "@/server/channels/web/visitor-messages";

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 15_000;

interface Follow {
  channel: string;
  token: string;
  after: number | null;
  onPage: (page: MessagePage) => void;
  signal: AbortSignal;
}

/**
 * Passes on the messages of operators and late turns until the signal aborts. They arrive by server-sent events,
 * fetched because EventSource can't send an Authorization header. It reconnects with a growing delay, or immediately
 * when the page is online or visible again. When the server closes the connection in favour of a newer page, it waits
 * as long as the server asks.
 */
export async function followMessages(follow: Follow): Promise<void> {
  let { after } = follow;
  let wait = FIRST_WAIT_MS;
  while (!follow.signal.aborted) {
    let askedWait = 0;
    const onRetry = (ms: number) => {
      askedWait = ms;
    };
    try {
      for await (const page of pages({ ...follow, after, onRetry })) {
        after = page.cursor;
        wait = FIRST_WAIT_MS;
        follow.onPage(page);
      }
    } catch {
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    }
    await pause(Math.max(wait, askedWait), follow.signal);
  }
}

interface Connection extends Follow {
  onRetry: (ms: number) => void;
}

async function* pages({ channel, token, after, signal, onRetry }: Connection): AsyncGenerator<MessagePage> {
  const response = await fetch(`/api/chat/${channel}/events?after=${after ?? ""}`, {
    headers: { authorization: `Bearer ${token}` },
    signal,
  });
  if (!response.ok || response.body === null) throw new Error(`${response.status}`);
  const events = response.body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream({ onRetry }));
  const reader = events.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      if (value.event === "messages") yield JSON.parse(value.data) as MessagePage;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(end, ms);
    function end() {
      clearTimeout(timer);
      window.removeEventListener("online", end);
      document.removeEventListener("visibilitychange", onVisibility);
      resolve();
    }
    function onVisibility() {
      if (document.visibilityState === "visible") end();
    }
    document.addEventListener("visibilitychange", onVisibility);
    window.addEventListener("online", end);
    signal.addEventListener("abort", end, { once: true });
  });
}
