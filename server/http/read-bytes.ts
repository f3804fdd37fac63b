import { DomainError } from "@/server/errors";

const MB = 1024 * 1024;
/** How long a sender has to receive the refusal before the rest of what it sends is given up. */
const LINGER_MS = 1000;

/**
 * A request's body. Counts the bytes that arrive instead of trusting Content-Length.
 * @param maxBytes In whole megabytes (1024 × 1024).
 * @param refusal What is answered to a larger one.
 * @throws DomainError payload_too_large.
 */
export async function readBytes(
  request: Request,
  maxBytes: number,
  refusal = `The body is larger than ${maxBytes / MB} MB.`,
): Promise<Buffer<ArrayBuffer>> {
  if (Number(request.headers.get("content-length")) > maxBytes) throw new DomainError("payload_too_large", refusal);
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  for (let size = 0; ;) {
    const part = await reader?.read();
    if (!part || part.done) return Buffer.concat(chunks, size);
    size += part.value.byteLength;
    if (size > maxBytes) {
      if (reader) giveUpLater(reader);
      throw new DomainError("payload_too_large", refusal);
    }
    chunks.push(part.value);
  }
}

/** To give a body up ends its connection in Next.js, and with it an answer that has not been received. Nothing more is read meanwhile. */
function giveUpLater(reader: ReadableStreamDefaultReader<Uint8Array>): void {
  setTimeout(() => void reader.cancel().catch(() => {}), LINGER_MS).unref();
}
