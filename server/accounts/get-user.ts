import { domainToUnicode } from "node:url";
import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { users } from "@/db/schema/accounts";
import { DomainError } from "@/server/errors";

/**
 * A user as they see themselves, with their e-mail in its own letters.
 * @throws DomainError unauthorized when the account is no longer there.
 */
export async function getUser(userId: string): Promise<{ id: string; name: string; email: string }> {
  const [user] = await db
    .select({ id: users.id, name: users.name, email: users.email })
    .from(users)
    .where(eq(users.id, userId));
  if (!user) throw new DomainError("unauthorized", "Your account is no longer there. Sign in again.");
  return { ...user, email: asWritten(user.email) };
}

/** Kept in ASCII, a domain is shown in its own letters. */
function asWritten(email: string): string {
  const [local, domain = ""] = email.split("@", 2);
  return `${local}@${domainToUnicode(domain)}`;
}
