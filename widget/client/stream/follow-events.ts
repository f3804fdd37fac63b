import type { ConversationState, MessagePage } from "@/server/channels/web/protocol";
import { RequestError, sendRequest } from "../request.ts";
import { readEvents } from "./read-events.ts";

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 15_000;
/** The server sends a comment every 15 seconds. Without any sign for longer, the connection is dead. */
const SILENCE_MS = 45_000;

interface Follow {
  url: string;
  token: string;
  /** The position after the messages that are known. */
  after: () => number | null;
  onPage: (page: MessagePage) => void;
  onState: (state: ConversationState) => void;
  /** The connection has ended. */
  onLost: () => void;
  /** The token is no longer valid, which ends the following. */
  onRefused: () => void;
  signal: AbortSignal;
}

/**
 * Passes on the messages of employees and late turns, and who answers, until the signal aborts. It connects again with
 * a growing delay, or immediately when the browser is online or the page visible again. When the server closes the
 * connection in favour of a newer page, it waits as long as the server asks.
 */
export async function followEvents(follow: Follow): Promise<void> {
  const { signal } = follow;
  let wait = FIRST_WAIT_MS;
  while (!signal.aborted) {
    let askedWait = 0;
    try {
      await readOnce(follow, {
        onConnect: () => void (wait = FIRST_WAIT_MS),
        onRetry: (ms) => void (askedWait = ms),
      });
    } catch (error) {
      if (error instanceof RequestError && error.status === 401) return follow.onRefused();
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    }
    if (signal.aborted) return;
    follow.onLost();
    // Pages whose connections ended together must not all come back at the same moment.
    await pause(Math.max(wait * (0.5 + Math.random()), askedWait), signal);
  }
}

interface Connection {
  onConnect: () => void;
  onRetry: (ms: number) => void;
}

async function readOnce({ url, token, after, onPage, onState, signal }: Follow, { onConnect, onRetry }: Connection) {
  const silence = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  function onSign() {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), SILENCE_MS);
  }
  onSign();
  try {
    const response = await sendRequest(`${url}?after=${after() ?? ""}`, {
      method: "GET",
      token,
      signal: AbortSignal.any([signal, silence.signal]),
    });
    if (response.body === null) return;
    onConnect();
    for await (const { event, data } of readEvents(response.body, { onRetry, onSign })) {
      if (signal.aborted) return;
      if (event === "messages") onPage(JSON.parse(data) as MessagePage);
      else if (event === "state") onState(JSON.parse(data) as ConversationState);
    }
  } finally {
    clearTimeout(timer);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const ended = new AbortController();
    const end = () => {
      clearTimeout(timer);
      ended.abort();
      resolve();
    };
    const timer = setTimeout(end, ms);
    const options = { signal: ended.signal };
    window.addEventListener("online", end, options);
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && end(), options);
    signal.addEventListener("abort", end, options);
  });
}
