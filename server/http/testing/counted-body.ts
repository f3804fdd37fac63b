interface CountedBody {
  /** Infinity: the body never ends. */
  bytes: number;
  /** The size of each piece but the last. */
  chunk: number;
}

/** A request's body that counts how many bytes of it were read. Generated on demand. */
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
