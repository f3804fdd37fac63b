import { OutboundFailure } from "@/server/outbound/outbound-failure";

/** Limit of a refusal's body, which SDKs would buffer completely. */
const MAX_ERROR_BYTES = 64 * 1024;
/** Limit of a streamed answer, including the model's thoughts. */
const MAX_STREAM_BYTES = 16 * 1024 * 1024;
/** Limit of an answer in one JSON document, which SDKs buffer. */
const MAX_DOCUMENT_BYTES = 4 * 1024 * 1024;

type Bytes = Uint8Array<ArrayBuffer>;

/** Converts a body's bytes to a form that an SDK understands. */
interface BodyReader {
  push(bytes: Bytes): Bytes;
  end(): Bytes;
}

/**
 * Wraps fetch for the SDKs of model providers and limits the size of responses: the body of a refusal is cut, and an
 * answer that is too large fails with an OutboundFailure.
 * @param readerOf Creates the converter of an answer, or returns null if it needs no conversion.
 */
export function limitResponses(
  fetch: typeof globalThis.fetch,
  readerOf: (url: string) => BodyReader | null = () => null,
): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (response.body === null) return response;
    const body = response.ok
      ? limited(response.body, maxBytesOf(response), readerOf(input instanceof Request ? input.url : String(input)))
      : await readStart(response.body);
    const headers = new Headers(response.headers);
    headers.delete("content-length");
    return new Response(body, { status: response.status, statusText: response.statusText, headers });
  };
}

function maxBytesOf({ headers }: Response): number {
  return headers.get("content-type")?.includes("json") ? MAX_DOCUMENT_BYTES : MAX_STREAM_BYTES;
}

/** Reads the beginning of a body. If the connection breaks, the part that arrived is still returned. */
async function readStart(body: ReadableStream<Bytes>): Promise<Bytes> {
  const kept = new Uint8Array(MAX_ERROR_BYTES);
  let length = 0;
  try {
    for await (const chunk of body) {
      const part = chunk.subarray(0, MAX_ERROR_BYTES - length);
      kept.set(part, length);
      length += part.length;
      if (length === MAX_ERROR_BYTES) break;
    }
  } catch (error) {
    if (length === 0) throw error;
  }
  return kept.subarray(0, length);
}

function limited(body: ReadableStream<Bytes>, maxBytes: number, through: BodyReader | null): ReadableStream<Bytes> {
  const reader = body.getReader();
  let received = 0;
  return new ReadableStream(
    {
      async pull(controller) {
        for (;;) {
          const { done, value } = await reader.read();
          received += value?.length ?? 0;
          if (received > maxBytes) throw await tooLarge(reader, maxBytes);
          const bytes = await read(reader, value, through);
          if (bytes.length > 0) controller.enqueue(bytes);
          if (done) return controller.close();
          // The stream does not call `pull` again if nothing was enqueued.
          if (bytes.length > 0) return;
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

/** Converts the newest bytes; without bytes, ends the conversion. */
async function read(
  reader: ReadableStreamDefaultReader<Bytes>,
  bytes: Bytes | undefined,
  through: BodyReader | null,
): Promise<Bytes> {
  if (!through) return bytes ?? new Uint8Array();
  try {
    return bytes ? through.push(bytes) : through.end();
  } catch (error) {
    await reader.cancel();
    throw error;
  }
}

async function tooLarge(reader: ReadableStreamDefaultReader<Bytes>, maxBytes: number): Promise<OutboundFailure> {
  await reader.cancel();
  return new OutboundFailure("protocol", `The model's answer is larger than ${maxBytes / 1024 / 1024} MB.`);
}
