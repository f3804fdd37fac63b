import { DomainError } from "@/server/errors";
import { requireSameOrigin } from "@/server/http/require-same-origin";
import { noteRequest } from "@/server/log/request-scope";
import { readSession } from "./session-token";
import { assertRunning, type SignedIn } from "./sessions";

/**
 * Authenticates a write to a route handler for a user's own account, like `userProcedure` does in tRPC.
 * @throws DomainError unauthorized; forbidden for a page of another origin.
 */
export async function requestUser(request: Request): Promise<SignedIn> {
  requireSameOrigin(request);
  const user = await readSession(request.headers);
  if (!user) throw new DomainError("unauthorized", "Sign in first.");
  await assertRunning(user);
  noteRequest({ userId: user.id });
  return user;
}
