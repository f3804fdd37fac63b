import { domainToUnicode } from "node:url";
import { eq } from "drizzle-orm";
import { accountGone } from "../account-gone";
import { db } from "@/db/client";
import { users } from "@/db/schema/accounts";
import type { Theme } from "../profile/profile-input";

/** The signed-in user, as every page shows it. */
export interface ShownUser {
  id: string;
  name: string;
  email: string;
  photoId: string | null;
  theme: Theme;
  /** The language (ISO 639-1) that the user reads; null: the browser's. */
  language: string | null;
  /** Null: the browser's. */
  timeZone: string | null;
}

/**
 * Returns a user's account, with the e-mail's domain in its own script.
 * @throws DomainError unauthorized if the account no longer exists.
 */
export async function getUser(userId: string): Promise<ShownUser> {
  const { id, name, email, photoId, theme, language, timeZone } = users;
  const shown = { id, name, email, photoId, theme, language, timeZone };
  const [user] = await db.select(shown).from(users).where(eq(users.id, userId));
  if (!user) throw accountGone();
  return { ...user, email: asWritten(user.email) };
}

/** Domains are stored in ASCII and shown in their own script. */
function asWritten(email: string): string {
  const [local, domain = ""] = email.split("@", 2);
  return `${local}@${domainToUnicode(domain)}`;
}
