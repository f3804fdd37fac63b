import { decode } from "next-auth/jwt";
import { z } from "zod";
import { env } from "@/server/env";
import { readCookie } from "@/server/http/read-cookie";
import { deriveKey } from "@/server/secrets/secret-box";
import type { SignedIn } from "./sessions";

/** `sid` is the id of the row in `sessions`. Cookies of before there were rows have none, and count no longer. */
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
 * Who sent a request, by its session cookie; null for none, a forged or an expired one. Asks no database, so that a
 * session which was ended still has to be found out: by the membership that follows, or by `assertRunning`.
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
