import { decode } from "next-auth/jwt";
import { z } from "zod";
import { env } from "@/server/env";
import { readCookie } from "@/server/http/read-cookie";
import { deriveKey } from "@/server/secrets/secret-box";
import type { SignedIn } from "./sessions";

/** `sid` is the id of the row in `sessions`. Cookies from before that table have none, and are no longer valid. */
const claims = z.object({ sub: z.string().min(1), sid: z.string().min(1) });

/** What session cookies are encrypted with. */
export function sessionSecret(): string {
  return deriveKey("next-auth").export().toString("base64");
}

/** Whether cookies travel by https alone: where the product's public address is https. */
export function usesSecureCookies(): boolean {
  return env().PARLEY_URL.startsWith("https:");
}

/** The name that next-auth gives its session cookie. */
export function sessionCookieName(): string {
  return `${usesSecureCookies() ? "__Secure-" : ""}next-auth.session-token`;
}

/**
 * The user that a request's session cookie names; null if the cookie is missing, forged or expired. It makes no query,
 * so an ended session must still be detected: by the membership query that follows, or by `assertRunning`.
 */
export async function readSession(headers: Headers): Promise<SignedIn | null> {
  const token = readCookie(headers, sessionCookieName());
  if (!token) return null;
  try {
    const { sub, sid } = claims.parse(await decode({ token, secret: sessionSecret() }));
    return { id: sub, sessionId: sid };
  } catch {
    return null;
  }
}
