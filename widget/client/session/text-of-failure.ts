import type { SessionResponse } from "@/server/channels/web/protocol";
import { RequestError } from "../request.ts";

/** Shown when the chat cannot be opened, because its texts come with the session. */
const UNREACHABLE = "The chat can't be reached at the moment. Check your connection and try again.";

/** What the visitor reads about a failure: the server's words, or the chat's own if the server said nothing. */
export function textOfFailure(error: unknown, session: Pick<SessionResponse, "texts"> | null): string {
  if (error instanceof RequestError && error.message !== "") return error.message;
  return session?.texts.notConnected || UNREACHABLE;
}
