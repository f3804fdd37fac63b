import { UI_MESSAGE_STREAM_HEADERS, type UIMessageChunk } from "ai";

/** Lines that keep the connection open while nothing is said. */
const KEEP_ALIVE_MS = 15_000;
const KEEP_ALIVE = ": keep-alive\n\n";

/**
 * A response that streams chunks of the AI SDK's UI-message protocol as server-sent events, for as long as `work` goes
 * on. Written directly: the SDK's own writer passes each chunk through four streams. What is written after the reader
 * has left is dropped; `work` goes on.
 */
export function streamChunks<Chunk extends UIMessageChunk>(
  work: (write: (chunk: Chunk) => void) => Promise<void>,
  headers: Record<string, string>,
): Response {
  const encoder = new TextEncoder();
  let isOpen = true;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let unsent = "";
      const flush = () => {
        if (isOpen && unsent !== "") controller.enqueue(encoder.encode(unsent));
        unsent = "";
      };
      // What is written in one go leaves in one piece: each costs a call of the system.
      const send = (text: string) => {
        if (unsent === "") setImmediate(flush);
        unsent += text;
      };
      const keepAlive = setInterval(() => send(KEEP_ALIVE), KEEP_ALIVE_MS);
      const finish = () => {
        clearInterval(keepAlive);
        send("data: [DONE]\n\n");
        flush();
        if (isOpen) controller.close();
        isOpen = false;
      };
      void work((chunk) => send(`data: ${JSON.stringify(chunk)}\n\n`)).finally(finish);
    },
    cancel() {
      isOpen = false;
    },
  });
  return new Response(body, { headers: { ...UI_MESSAGE_STREAM_HEADERS, ...headers } });
}
