import { afterEach, expect, it, vi } from "vitest";
import { eventStream, type EventWriter } from "./event-stream";

afterEach(() => vi.useRealTimers());

/** Opens a stream that stays open until `end` is called. */
function open() {
  const opened = Promise.withResolvers<{ writer: EventWriter; left: AbortSignal }>();
  const over = Promise.withResolvers<void>();
  const response = eventStream((writer, left) => {
    opened.resolve({ writer, left });
    return over.promise;
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) throw new Error("The stream has no body.");
  return { response, reader, opened: opened.promise, end: over.resolve };
}

it("An event stream writes the fields of each event, and events that are written together in one chunk", async () => {
  const { response, reader, opened } = open();
  const { writer } = await opened;
  writer.send({ retry: 1000 });
  writer.send({ id: 7, event: "messages", data: '{"a":1}' });
  expect((await reader.read()).value).toBe('retry: 1000\n\nid: 7\nevent: messages\ndata: {"a":1}\n\n');
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  expect(response.headers.get("cache-control")).toBe("no-cache, no-transform");
});

it("An event stream ends with its work, after the last event", async () => {
  const { reader, opened, end } = open();
  (await opened).writer.send({ data: "last" });
  end();
  expect((await reader.read()).value).toBe("data: last\n\n");
  expect((await reader.read()).done).toBe(true);
});

it("An event stream notifies its work when the reader disconnects, and drops later events", async () => {
  const { reader, opened, end } = open();
  const { writer, left } = await opened;
  await reader.cancel();
  await vi.waitFor(() => expect(left.aborted).toBe(true));
  writer.send({ data: "nobody reads this" });
  end();
});

it("An event stream keeps an idle connection open with comments", async () => {
  vi.useFakeTimers({ toFake: ["setInterval"] });
  const { reader } = open();
  vi.advanceTimersByTime(15_000);
  expect((await reader.read()).value).toBe(": keep-alive\n\n");
});
