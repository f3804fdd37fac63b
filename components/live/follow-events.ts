import { z } from "zod";
import { inPageWorkspace } from "@/components/ui/page-workspace";
import type { InboxLiveEvent } from "@/server/inbox/live/live-event";

const viewer = z.object({
  userId: z.string(),
  name: z.string(),
  photoId: z.string().nullable(),
  isTyping: z.boolean(),
});
/** The JSON of an event. */
export const liveEvent: z.ZodType<InboxLiveEvent> = z.discriminatedUnion("type", [
  z.object({ type: z.literal("list") }),
  z.object({ type: z.literal("thread"), conversationId: z.string() }),
  z.object({ type: z.literal("notifications") }),
  z.object({ type: z.literal("viewers"), conversationId: z.string(), viewers: z.array(viewer) }),
]);

export interface LiveListener {
  onEvent: (event: InboxLiveEvent) => void;
  onConnected: (isConnected: boolean) => void;
}

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;

/** Follows the workspace's live events until the returned function is called. Reconnects after any failure. */
export function followEvents({ onEvent, onConnected }: LiveListener): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = FIRST_WAIT_MS;

  function connect() {
    clearTimeout(timer);
    source?.close();
    const opened = new EventSource(inPageWorkspace("/api/inbox/events"));
    source = opened;
    opened.addEventListener("open", () => {
      wait = FIRST_WAIT_MS;
      onConnected(true);
    });
    opened.addEventListener("message", ({ data }) => {
      const event = readLiveEvent(data);
      if (event) onEvent(event);
    });
    opened.addEventListener("error", () => {
      onConnected(false);
      // The browser reconnects a broken connection, but not a refused one.
      if (opened.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(connect, wait);
      wait = Math.min(LONGEST_WAIT_MS, wait * 2);
    });
  }

  /** The server closes a tab's connection when a newer tab needs it; a tab that becomes visible again reconnects. */
  function onVisibility() {
    if (document.visibilityState === "visible" && source?.readyState !== EventSource.OPEN) connect();
  }

  connect();
  window.addEventListener("online", connect);
  document.addEventListener("visibilitychange", onVisibility);
  return () => {
    window.removeEventListener("online", connect);
    document.removeEventListener("visibilitychange", onVisibility);
    clearTimeout(timer);
    source?.close();
  };
}

/** Parses one event; null for a type that this version does not know. */
export function readLiveEvent(data: unknown): InboxLiveEvent | null {
  if (typeof data !== "string") return null;
  try {
    return liveEvent.safeParse(JSON.parse(data)).data ?? null;
  } catch {
    return null;
  }
}
