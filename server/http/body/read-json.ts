import { DomainError } from "@/server/errors";
import { assertFewParts } from "./clean-input";
import { readBytes } from "./read-bytes";

/** Bodies of the chat endpoints are small. The limit prevents strangers from filling the memory. */
const MAX_BODY_BYTES = 1024 * 1024;

/**
 * Reads a request's JSON body; an empty body is read as `{}`.
 * @throws DomainError payload_too_large or invalid (not JSON, or too many fields and items).
 */
export async function readJson(request: Request): Promise<unknown> {
  const text = new TextDecoder().decode(await readBytes(request, MAX_BODY_BYTES));
  if (text.trim() === "") return {};
  const body = parseJson(text);
  assertFewParts(body);
  return body;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DomainError("invalid", "The body is not JSON.");
  }
}
