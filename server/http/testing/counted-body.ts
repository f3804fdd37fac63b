interface CountedBody {
  /** The size of the body; with Infinity it never ends. */
  bytes: number;
  /** The size of each chunk except the last. */
  chunk: number;
}

/** Creates a request body that is generated on demand and counts the bytes that were read. */
export function countedBody({ bytes, chunk }: CountedBody): { body: ReadableStream<Uint8Array>; sent: () => number } {
  let count = 0;
  const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    const size = Math.min(chunk, bytes - count);
    count += size;
    controller.enqueue(new Uint8Array(size).fill(0x20));
    if (count >= bytes) controller.close();
  };
  return { body: new ReadableStream({ pull }, { highWaterMark: 0 }), sent: () => count };
}
