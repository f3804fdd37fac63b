import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { recoveryCodes, users } from "@/db/schema/accounts";
import { mailSender } from "@/server/emails/mail-transport";
import { DomainError } from "@/server/errors";

/**
 * Returns what the account page shows.
 * @throws DomainError unauthorized if the account no longer exists.
 */
export async function getAccount(userId: string) {
  const [user] = await db.select().from(users).where(eq(users.id, userId));
  if (!user) throw new DomainError("unauthorized", "Your account is no longer there. Sign in again.");
  const { name, language, timeZone } = user;
  return {
    profile: { name, language, timeZone },
    isEmailConfirmed: user.emailConfirmedAt !== null,
    /** Whether this Parley sends e-mails. */
    sendsMail: mailSender() !== null,
    /** False for users who sign in only through GitHub or Google. */
    hasPassword: user.passwordHash !== null,
    hasSecondFactor: user.totpConfirmedAt !== null,
    recoveryCodesLeft: await db.$count(recoveryCodes, eq(recoveryCodes.userId, userId)),
  };
}
