import { setTimeout as sleep } from "node:timers/promises";
import { DomainError } from "@/server/errors";

const MB = 1024 * 1024;
/** Limits, in bytes and time, for receiving the rest of a refused body, so that its sender can read the response. */
const MAX_DISCARDED_BYTES = 16 * MB;
const DISCARDING_MS = 2000;
/** The delay before the rest is received, so that the response is sent first. */
const REFUSAL_MS = 20;

/**
 * Reads a request's body. Counts the bytes that arrive instead of trusting Content-Length.
 * @param maxBytes The limit, a multiple of one megabyte (1024 × 1024).
 * @param refusal The error message for a larger body.
 * @throws DomainError payload_too_large, or invalid for a body that its sender aborts.
 */
export async function readBytes(
  request: Request,
  maxBytes: number,
  refusal = `The body is larger than ${maxBytes / MB} MB.`,
): Promise<Buffer<ArrayBuffer>> {
  const reader = request.body?.getReader();
  if (!reader) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  for (let size = 0, announced = Number(request.headers.get("content-length")); ;) {
    if (Math.max(size, announced) > maxBytes) {
      // The sender may disconnect in the meantime.
      discardRest(reader).catch(() => {});
      throw new DomainError("payload_too_large", refusal);
    }
    const part = await reader.read().catch(refuseCutOff);
    if (part.done) return Buffer.concat(chunks, size);
    size += part.value.byteLength;
    chunks.push(part.value);
  }
}

/** Caused by the sender, so it is refused instead of being logged with its stack as an internal failure. */
function refuseCutOff(cause: unknown): never {
  throw new DomainError("invalid", "The body was not received in full. Send the request again.", { cause });
}

/**
 * Receives and discards the rest of a refused body, as servers do when they close a connection (RFC 9112 §9.6). Unread
 * bytes would be parsed as the connection's next request, and cancelling the body closes the connection, often before
 * the client has read the response.
 */
async function discardRest(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  await sleep(REFUSAL_MS, undefined, { ref: false });
  const deadline = setTimeout(() => void reader.cancel().catch(() => {}), DISCARDING_MS).unref();
  for (let left = MAX_DISCARDED_BYTES; left > 0;) {
    const part = await reader.read();
    if (part.done) break;
    left -= part.value.byteLength;
  }
  clearTimeout(deadline);
  await reader.cancel();
}
