import { encode } from "next-auth/jwt";
import { sessionCookieName, sessionSecret } from "../sessions/session-token";
import { openSession } from "./open-session";

/** Returns the Cookie header of a signed-in user, encoded by next-auth itself. */
export async function sessionCookie(userId: string, maxAgeSeconds = 60): Promise<string> {
  const { sessionId } = await openSession(userId);
  const token = await encode({
    token: { sub: userId, sid: sessionId },
    secret: sessionSecret(),
    maxAge: maxAgeSeconds,
  });
  return `${sessionCookieName()}=${token}`;
}
