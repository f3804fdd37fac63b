import { decode } from "next-auth/jwt";
import { z } from "zod";
import { env } from "@/server/env";
import { readCookie } from "@/server/http/read-cookie";
import { deriveKey } from "@/server/secrets/secret-box";
import type { SignedIn } from "./sessions";

/** `sid` is the id of the row in `sessions`. Cookies from before that table have none, and are no longer valid. */
const claims = z.object({ sub: z.string().min(1), sid: z.string().min(1) });

/** The secret that encrypts session cookies. */
export function sessionSecret(): string {
  return deriveKey("next-auth").export().toString("base64");
}

/** Whether cookies are sent over https only, which is the case if the product's public address is https. */
export function usesSecureCookies(): boolean {
  return env().PARLEY_URL.startsWith("https:");
}

/** The name of next-auth's session cookie. */
export function sessionCookieName(): string {
  return `${usesSecureCookies() ? "__Secure-" : ""}next-auth.session-token`;
}

/**
 * Returns the user and session in a request's cookie, or null if the cookie is missing, forged or expired. It makes no
 * query, so a later one must check that the session is still active: the membership query, or `assertRunning`.
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
