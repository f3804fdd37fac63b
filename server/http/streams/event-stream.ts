/** The interval of comments, which prevent proxies from closing an idle connection. */
const KEEP_ALIVE_MS = 15_000;
const KEEP_ALIVE = ": keep-alive\n\n";

/** The fields of a server-sent event, in the order in which they are sent. No value contains a line break. */
export interface ServerSentEvent {
  /** The time before the reader reconnects, in milliseconds. */
  retry?: number;
  id?: string | number | null;
  event?: string;
  data?: string;
}

export interface EventWriter {
  send(event: ServerSentEvent): void;
  /** Writes a comment, which readers ignore. */
  keepAlive(): void;
}

/**
 * Returns a response of server-sent events that lasts as long as `work`, which handles its own failures. Events are
 * dropped after the reader disconnects; `left` notifies work that has no other purpose.
 */
export function eventStream(
  work: (writer: EventWriter, left: AbortSignal) => Promise<void>,
  headers: Record<string, string> = {},
): Response {
  const encoder = new TextEncoder();
  const left = new AbortController();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let unsent = "";
      const flush = () => {
        if (!left.signal.aborted && unsent !== "") controller.enqueue(encoder.encode(unsent));
        unsent = "";
      };
      // Events that are written together are sent in one chunk, because each chunk costs a system call.
      const write = (text: string) => {
        if (unsent === "") setImmediate(flush);
        unsent += text;
      };
      const keepAlive = () => write(KEEP_ALIVE);
      const timer = setInterval(keepAlive, KEEP_ALIVE_MS);
      void work({ send: (event) => write(asText(event)), keepAlive }, left.signal).finally(() => {
        clearInterval(timer);
        flush();
        if (!left.signal.aborted) controller.close();
      });
    },
    cancel: () => left.abort(),
  });
  // A proxy or compressor that buffers the response would delay events.
  const common = { "content-type": "text/event-stream", "cache-control": "no-cache, no-transform" };
  return new Response(body, { headers: { ...headers, ...common } });
}

function asText(event: ServerSentEvent): string {
  const fields = Object.entries(event).map(([name, value]) => `${name}: ${value}\n`);
  return `${fields.join("")}\n`;
}
