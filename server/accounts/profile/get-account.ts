import { eq } from "drizzle-orm";
import { accountGone } from "../account-gone";
import { db } from "@/db/client";
import { recoveryCodes, users } from "@/db/schema/accounts";
import { mailSender } from "@/server/emails/mail-transport";

/**
 * Returns what the account page shows.
 * @throws DomainError unauthorized if the account no longer exists.
 */
export async function getAccount(userId: string) {
  const [user] = await db.select().from(users).where(eq(users.id, userId));
  if (!user) throw accountGone();
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
