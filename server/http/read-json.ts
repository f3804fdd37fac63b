import { DomainError } from "@/server/errors";

/** Bodies of the chat endpoints are small; the limit keeps a stranger from filling memory. */
const MAX_BODY_CHARACTERS = 1_000_000;

/**
 * A request's JSON body; an empty body reads as `{}`.
 * @throws DomainError payload_too_large or invalid (not JSON).
 */
export async function readJson(request: Request): Promise<unknown> {
  const reader = request.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const chunk = await reader?.read();
    if (!chunk || chunk.done) break;
    text += chunk.value;
    if (text.length > MAX_BODY_CHARACTERS) {
      await reader?.cancel();
      throw new DomainError("payload_too_large", "The body is larger than 1 MB.");
    }
  }
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new DomainError("invalid", "The body is not JSON.");
  }
}
