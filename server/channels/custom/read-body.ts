import { DomainError } from "@/server/errors";
import { hasMoreJsonParts } from "@/server/http/body/count-json-parts";
import { readBytes } from "@/server/http/body/read-bytes";
import { InvalidMessage } from "./incoming-faults";

/**
 * Three attachments of 15 MB (CONTRACTS §1) are 60 MB of base64; the rest of a message fits into the remaining 4 MB.
 */
export const MAX_BODY_BYTES = 64 * 1024 * 1024;
/** Many times the parts of a message with 200 placeholders; only its files may be large. */
const MAX_PARTS = 20_000;
const TOO_LARGE = `The body is larger than ${MAX_BODY_BYTES / 1024 / 1024} MB. Send the attachments in several messages.`;

/** Content types that some clients send with JSON. */
const TOLERATED_TYPES = /json|^text\/plain|^application\/octet-stream/i;

/**
 * Reads a request's JSON body. Counts the bytes that arrive instead of trusting Content-Length.
 * @throws DomainError payload_too_large, unsupported_type; InvalidMessage if it is not JSON.
 */
export async function readBody(request: Request): Promise<unknown> {
  checkEncoding(request.headers);
  return parseJson(await readBytes(request, MAX_BODY_BYTES, TOO_LARGE));
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

function parseJson(bytes: Buffer): unknown {
  if (bytes.byteLength === 0) throw invalidJson("The body is empty. Send a JSON object.");
  if (hasMoreJsonParts(bytes, MAX_PARTS)) {
    throw invalidJson(
      `The body has more than ${MAX_PARTS.toLocaleString("en")} fields and list items. Leave some out.`,
    );
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    // The decoder throws a TypeError, the parser a SyntaxError with the position in its message.
    throw invalidJson(error instanceof SyntaxError ? `JSON decode error: ${error.message}` : "The body is not UTF-8.");
  }
}

function invalidJson(msg: string): InvalidMessage {
  return new InvalidMessage([{ loc: ["body"], msg, type: "json_invalid" }]);
}
