import { decode } from "next-auth/jwt";
import { z } from "zod";
import { env } from "@/server/env";
import { deriveKey } from "@/server/secrets/secret-box";

const claims = z.object({ sub: z.string().min(1) });

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

/** Who sent a request, by its session cookie; null for none, a forged or an expired one. Asks no database. */
export async function readSession(headers: Headers): Promise<{ id: string } | null> {
  const token = readCookie(headers, sessionCookieName());
  if (!token) return null;
  try {
    const { sub } = claims.parse(await decode({ token, secret: sessionSecret() }));
    return { id: sub };
  } catch {
    return null;
  }
}

function readCookie(headers: Headers, name: string): string | undefined {
  const cookies = headers.get("cookie")?.split(";") ?? [];
  return cookies.map((cookie) => cookie.trim().split("=", 2)).find(([cookie]) => cookie === name)?.[1];
}
