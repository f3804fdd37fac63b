import { domainToUnicode } from "node:url";
import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { users } from "@/db/schema/accounts";
import { DomainError } from "@/server/errors";

/**
 * Returns a user's account, with the e-mail's domain in its own script.
 * @throws DomainError unauthorized if the account no longer exists.
 */
export async function getUser(userId: string): Promise<{ id: string; name: string; email: string }> {
  const [user] = await db
    .select({ id: users.id, name: users.name, email: users.email })
    .from(users)
    .where(eq(users.id, userId));
  if (!user) throw new DomainError("unauthorized", "Your account is no longer there. Sign in again.");
  return { ...user, email: asWritten(user.email) };
}

/** Domains are stored in ASCII and shown in their own script. */
function asWritten(email: string): string {
  const [local, domain = ""] = email.split("@", 2);
  return `${local}@${domainToUnicode(domain)}`;
}
