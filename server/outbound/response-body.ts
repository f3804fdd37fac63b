import { pipeline, Readable, type Transform } from "node:stream";
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";
import { OutboundFailure } from "./outbound-failure";

type Chunks = AsyncIterable<Buffer>;

/** More layers of compression are treated as an attack. */
const MAX_ENCODINGS = 3;

/**
 * Decompresses a body (gzip, deflate, br); other encodings are passed on unchanged.
 * Leaving the loop early closes the connection.
 */
export function decodeBody(body: Chunks, contentEncoding: string): Chunks {
  const encodings = contentEncoding
    .toLowerCase()
    .split(",")
    .map((encoding) => encoding.trim())
    .filter((encoding) => encoding && encoding !== "identity");
  if (encodings.length > MAX_ENCODINGS) {
    throw new OutboundFailure("protocol", `The answer is compressed ${encodings.length} times over.`);
  }
  const known = encodings.every((encoding) => DECODERS.has(encoding));
  return known ? encodings.reduceRight(decodeLayer, body) : body;
}

/** Reads at most `maxBytes` and adds their number to `progress`. A longer body is cut and its connection closed. */
export async function readCapped(body: Chunks, maxBytes: number, progress: { responseBytes: number }) {
  const parts: Buffer[] = [];
  for await (const chunk of body) {
    const room = maxBytes - progress.responseBytes;
    const kept = chunk.length > room ? chunk.subarray(0, room) : chunk;
    parts.push(kept);
    progress.responseBytes += kept.length;
    if (kept.length < chunk.length) return { body: Buffer.concat(parts), truncated: true };
  }
  return { body: Buffer.concat(parts), truncated: false };
}

// Like browsers, keeps what has arrived of a stream that ends early.
const lenient = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH };
const lenientBrotli = { flush: constants.BROTLI_OPERATION_FLUSH, finishFlush: constants.BROTLI_OPERATION_FLUSH };

/** Creates a decoder for the first bytes, because some senders of "deflate" omit the zlib header. */
const DECODERS = new Map<string, (first: Buffer) => Transform>([
  ["gzip", () => createGunzip(lenient)],
  ["x-gzip", () => createGunzip(lenient)],
  ["br", () => createBrotliDecompress(lenientBrotli)],
  ["deflate", (first) => (((first[0] ?? 0) & 0x0f) === 8 ? createInflate(lenient) : createInflateRaw(lenient))],
]);

async function* decodeLayer(source: Chunks, encoding: string): AsyncGenerator<Buffer> {
  const chunks = source[Symbol.asyncIterator]();
  const first = await chunks.next();
  const createDecoder = DECODERS.get(encoding);
  if (first.done || !createDecoder) return;
  const decoder = createDecoder(first.value);
  // Errors reach the loop below through the decoder, which pipeline destroys.
  pipeline(Readable.from(startingWith(first.value, chunks)), decoder, () => undefined);
  yield* decoder;
}

async function* startingWith(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield first;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
