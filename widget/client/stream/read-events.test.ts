import { describe, expect, it } from "vitest";
import { readEvents } from "./read-events.ts";

function bodyOf(...chunks: (string | Uint8Array)[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks)
        controller.enqueue(typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk);
      controller.close();
    },
  });
}

async function eventsIn(...chunks: (string | Uint8Array)[]) {
  const events = [];
  for await (const { event, data } of readEvents(bodyOf(...chunks)))
    events.push(event === "" ? data : `${event}=${data}`);
  return events;
}

describe("Server-sent events", () => {
  const stream =
    'event: a\ndata: {"x":1}\n\n: comment\n\ndata:two\ndata:  lines\nid: 7\n\ndata\n\nevent: none\n\ndata: Größe 😀\n\n';
  const events = ['a={"x":1}', "two\n lines", "", "Größe 😀"];

  it.each(["\n", "\r\n", "\r"])("are read with any line end, in one piece and byte by byte (%j)", async (end) => {
    const text = stream.replaceAll("\n", end);
    expect(await eventsIn(text)).toEqual(events);
    expect(await eventsIn(...Array.from(new TextEncoder().encode(text), (byte) => Uint8Array.of(byte)))).toEqual(
      events,
    );
  });

  it("that are cut off by the end of the stream are dropped", async () => {
    expect(await eventsIn("data: whole\n\ndata: half\n")).toEqual(["whole"]);
  });

  it("pass on the wait that the server asks for, unless it is no number", async () => {
    const waits: number[] = [];
    const read = readEvents(bodyOf("retry: 60000\n\nretry: soon\n\nretry: 5\n\n"), { onRetry: (ms) => waits.push(ms) });
    expect((await read.next()).done).toBe(true);
    expect(waits).toEqual([60_000, 5]);
  });

  it("close the connection when their reader stops, and break with it", async () => {
    let isClosed = false;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new TextEncoder().encode("data: x\n\n")),
      cancel: () => void (isClosed = true),
    });
    for await (const { data } of readEvents(endless)) if (data === "x") break;
    expect(isClosed).toBe(true);
    const broken = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new TypeError("Broken.")) });
    await expect(readEvents(broken).next()).rejects.toThrow("Broken.");
  });
});
