/** Without it, Excel reads the file in a legacy encoding. */
const BYTE_ORDER_MARK = "\uFEFF";

/** Streams the lines of a CSV file in UTF-8 at the client's pace. */
export function csvStream(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let isFirst = true;
  return new ReadableStream({
    async pull(controller) {
      const next = await lines.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(isFirst ? BYTE_ORDER_MARK + next.value : next.value));
      isFirst = false;
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
}
