import { setTimeout as sleep } from "node:timers/promises";
import { DomainError } from "@/server/errors";

const MB = 1024 * 1024;
/** What is still received of a refused body, in bytes and in time, so that its sender gets to read the refusal. */
const MAX_DISCARDED_BYTES = 16 * MB;
const DISCARDING_MS = 2000;
/** The refusal leaves first. */
const REFUSAL_MS = 20;

/**
 * A request's body. Counts the bytes that arrive instead of trusting Content-Length.
 * @param maxBytes In whole megabytes (1024 × 1024).
 * @param refusal What is answered to a larger one.
 * @throws DomainError payload_too_large, or invalid for a body that its sender cuts off.
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
      // The sender may leave meanwhile.
      discardRest(reader).catch(() => {});
      throw new DomainError("payload_too_large", refusal);
    }
    const part = await reader.read().catch(refuseCutOff);
    if (part.done) return Buffer.concat(chunks, size);
    size += part.value.byteLength;
    chunks.push(part.value);
  }
}

/** The sender's doing and not a failure of ours, which would be logged with its stack. */
function refuseCutOff(cause: unknown): never {
  throw new DomainError("invalid", "The body was not received in full. Send the request again.", { cause });
}

/**
 * Receives the rest of a refused body and keeps nothing of it, as servers do when they close a connection (RFC 9112
 * §9.6). What is left unread would be taken for the connection's next request, and giving the body up ends the
 * connection, often before the refusal has been read.
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
