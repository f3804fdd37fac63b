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
 * Hands over what operators and late turns say, for as long as the signal allows: over server-sent events (fetched,
 * because EventSource sends no Authorization), connecting again with a growing wait, at once when back online.
 */
export async function followMessages(follow: Follow): Promise<void> {
  let { after } = follow;
  let wait = FIRST_WAIT_MS;
  while (!follow.signal.aborted) {
    try {
      for await (const page of pages({ ...follow, after })) {
        after = page.cursor;
        wait = FIRST_WAIT_MS;
        follow.onPage(page);
      }
    } catch {
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    }
    await pause(wait, follow.signal);
  }
}

async function* pages({ channel, token, after, signal }: Follow): AsyncGenerator<MessagePage> {
  const response = await fetch(`/api/chat/${channel}/events?after=${after ?? ""}`, {
    headers: { authorization: `Bearer ${token}` },
    signal,
  });
  if (!response.ok || response.body === null) throw new Error(`${response.status}`);
  const events = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
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
      resolve();
    }
    window.addEventListener("online", end);
    signal.addEventListener("abort", end, { once: true });
  });
}
