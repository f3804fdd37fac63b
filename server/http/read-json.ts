import { DomainError } from "@/server/errors";
import { readBytes } from "./read-bytes";

/** Bodies of the chat endpoints are small; the limit keeps a stranger from filling memory. */
const MAX_BODY_BYTES = 1024 * 1024;

/**
 * A request's JSON body; an empty body reads as `{}`.
 * @throws DomainError payload_too_large or invalid (not JSON).
 */
export async function readJson(request: Request): Promise<unknown> {
  const text = new TextDecoder().decode(await readBytes(request, MAX_BODY_BYTES));
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new DomainError("invalid", "The body is not JSON.");
  }
}
