import { eq } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { users } from "@/db/schema/accounts";
import { readCookie } from "@/server/http/read-cookie";
import { hashToken, openSecret, sealSecret } from "@/server/secrets/secret-box";
import { parseJson } from "@/server/text/parse-json";
import type { CheckedUser } from "../passwords/verify-credentials";
import { usesSecureCookies } from "../sessions/session-token";

/** How long the code may take after the first step of a sign-in. */
const SECONDS = 600;

const content = z.object({ userId: z.string(), until: z.number(), mark: z.string() });

interface SecondStepUser extends CheckedUser {
  email: string;
}

/**
 * Returns the `Set-Cookie` header that remembers the first step of a sign-in, if the account has two-factor sign-in;
 * null if it has none. The cookie is encrypted, and becomes invalid when the password changes.
 * @param checked The password's hash that the first step was checked against; absent if it did not depend on the password.
 */
export async function beginSecondStep(
  userId: string,
  checked?: Pick<CheckedUser, "passwordHash">,
): Promise<string | null> {
  const user = await findUser(userId);
  if (!user?.hasSecondFactor) return null;
  const value = sealSecret(
    JSON.stringify({ userId, until: Date.now() + SECONDS * 1000, mark: markOf(checked ?? user) }),
  );
  return cookie(value, SECONDS);
}

/** Returns the user who has made the first step of a sign-in with this browser; null if it was too long ago. */
export async function readSecondStep(headers: Headers): Promise<SecondStepUser | null> {
  const begun = open(readCookie(headers, cookieName()) ?? "");
  if (!begun || begun.until < Date.now()) return null;
  const user = await findUser(begun.userId);
  return user?.hasSecondFactor && markOf(user) === begun.mark ? user : null;
}

/** The `Set-Cookie` header that forgets the first step. */
export function endSecondStep(): string {
  return cookie("", 0);
}

async function findUser(userId: string) {
  const { id, email, passwordHash, totpConfirmedAt } = users;
  const [user] = await db.select({ id, email, passwordHash, totpConfirmedAt }).from(users).where(eq(users.id, userId));
  return user && { ...user, hasSecondFactor: user.totpConfirmedAt !== null };
}

function markOf({ passwordHash }: Pick<CheckedUser, "passwordHash">): string {
  return hashToken(passwordHash ?? "");
}

function open(sealed: string): z.infer<typeof content> | null {
  try {
    return content.safeParse(parseJson(openSecret(sealed))).data ?? null;
  } catch {
    // Forged, cut, or sealed under another secret.
    return null;
  }
}

function cookie(value: string, seconds: number): string {
  const secure = usesSecureCookies() ? "; Secure" : "";
  return `${cookieName()}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}

function cookieName(): string {
  return `${usesSecureCookies() ? "__Host-" : ""}parley-second-step`;
}
