import { encode } from "next-auth/jwt";
import { sessionCookieName, sessionSecret } from "../sessions/session-token";
import { openSession } from "./open-session";

/** The Cookie header of somebody who is signed in, as next-auth itself makes it. */
export async function sessionCookie(userId: string, maxAgeSeconds = 60): Promise<string> {
  const { sessionId } = await openSession(userId);
  const token = await encode({
    token: { sub: userId, sid: sessionId },
    secret: sessionSecret(),
    maxAge: maxAgeSeconds,
  });
  return `${sessionCookieName()}=${token}`;
}
