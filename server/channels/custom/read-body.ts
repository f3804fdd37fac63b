import { DomainError } from "@/server/errors";
import { InvalidMessage } from "./incoming-faults";

/** An attachment of 15 MB (CONTRACTS §1) is 20 MB of base64; the rest of a message fits into the last one. */
export const MAX_BODY_BYTES = 21 * 1024 * 1024;

/** What clients send along with JSON that they do not label as JSON. */
const TOLERATED_TYPES = /json|^text\/plain|^application\/octet-stream/i;

/**
 * A request's JSON body. Counts the bytes that arrive instead of trusting Content-Length.
 * @throws DomainError payload_too_large, unsupported_type; InvalidMessage when it is not JSON.
 */
export async function readBody(request: Request): Promise<unknown> {
  checkEncoding(request.headers);
  return parseJson(await readBytes(request));
}

function checkEncoding(headers: Headers): void {
  const type = headers.get("content-type");
  if (type && !TOLERATED_TYPES.test(type)) {
    throw new DomainError("unsupported_type", "Send the message as JSON, with Content-Type: application/json.");
  }
  const encoding = headers.get("content-encoding");
  if (encoding && encoding.toLowerCase() !== "identity") {
    throw new DomainError("unsupported_type", "Send the body without Content-Encoding.");
  }
}

async function readBytes(request: Request): Promise<Uint8Array> {
  if (Number(request.headers.get("content-length")) > MAX_BODY_BYTES) throw tooLarge();
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const part = await reader?.read();
    if (!part || part.done) return Buffer.concat(chunks, size);
    size += part.value.byteLength;
    if (size > MAX_BODY_BYTES) {
      await reader?.cancel();
      throw tooLarge();
    }
    chunks.push(part.value);
  }
}

function parseJson(bytes: Uint8Array): unknown {
  if (bytes.byteLength === 0) throw invalidJson("The body is empty. Send a JSON object.");
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    // A decoder's error is a TypeError, a parser's a SyntaxError whose message says where.
    throw invalidJson(error instanceof SyntaxError ? `JSON decode error: ${error.message}` : "The body is not UTF-8.");
  }
}

function invalidJson(msg: string): InvalidMessage {
  return new InvalidMessage([{ loc: ["body"], msg, type: "json_invalid" }]);
}

function tooLarge(): DomainError {
  return new DomainError("payload_too_large", `The body is larger than ${MAX_BODY_BYTES / 1024 / 1024} MB.`);
}
