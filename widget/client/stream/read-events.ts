export interface ServerEvent {
  /** Empty if the event has no name. */
  event: string;
  data: string;
}

interface ReadOptions {
  /** The server asks for this wait before the next connection. */
  onRetry?: (ms: number) => void;
  /** Called for everything that arrives, comments included. */
  onSign?: () => void;
}

/**
 * Reads server-sent events as the HTML standard defines them. EventSource cannot be used: it sends no Authorization
 * header and no body. An event that is cut off by the end of the stream is dropped.
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  { onRetry, onSign }: ReadOptions = {},
): AsyncGenerator<ServerEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  let endedWithCr = false;
  let event = "";
  let data: string[] = [];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      onSign?.();
      let text = decoder.decode(value, { stream: true });
      if (text === "") continue;
      // The line feed of a line end whose carriage return came in the chunk before.
      if (endedWithCr && text.startsWith("\n")) text = text.slice(1);
      endedWithCr = text.endsWith("\r");
      const lines = text.split(/\r\n?|\n/);
      lines[0] = rest + (lines[0] ?? "");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (line === "") {
          if (data.length > 0) yield { event, data: data.join("\n") };
          event = "";
          data = [];
          continue;
        }
        const [, name, content = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
        if (name === "data") data.push(content);
        if (name === "event") event = content;
        if (name === "retry" && /^\d+$/.test(content)) onRetry?.(Number(content));
      }
    }
  } finally {
    // It rejects if the connection is already broken.
    reader.cancel().catch(() => {});
  }
}
