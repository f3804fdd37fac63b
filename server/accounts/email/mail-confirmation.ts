import { and, eq, isNull } from "drizzle-orm";
import { db } from "@/db/client";
import { users } from "@/db/schema/accounts";
import { mailSender } from "@/server/emails/mail-transport";
import { queueEmail } from "@/server/emails/queue-email";
import { env } from "@/server/env";
import { DomainError } from "@/server/errors";
import { dispatch } from "@/server/outbox/outbox";
import { enforceRateLimit } from "../limits/rate-limit";
import { CONFIRM_MINUTES, createLink } from "../links/create-link";

const PER_HOUR = { limit: 5, windowSeconds: 3600 };
const TOO_MANY = "You have asked for five e-mails within an hour. Look into the folder for spam, or try again later.";

/** Sends a new account the link that confirms its address, if Parley sends e-mails. */
export async function mailConfirmation(userId: string): Promise<void> {
  if (mailSender() !== null) await queueConfirmation(userId);
}

/**
 * Sends the link that confirms the user's address again.
 * @throws DomainError unavailable without a mail server, conflict if it is confirmed, limit_exceeded.
 */
export async function sendConfirmation(userId: string): Promise<{ to: string }> {
  if (mailSender() === null) throw new DomainError("unavailable", "This Parley sends no e-mails.");
  await enforceRateLimit({ key: `confirm-mail:${userId}`, ...PER_HOUR }, () => TOO_MANY);
  const to = await queueConfirmation(userId);
  if (to === null) throw new DomainError("conflict", "Your address is confirmed already. Reload the page.");
  return { to };
}

/** Returns the address; null if it is confirmed. */
async function queueConfirmation(userId: string): Promise<string | null> {
  const [user] = await db
    .select({ email: users.email })
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.emailConfirmedAt)));
  if (!user) return null;
  const { email } = user;
  const events = await db.transaction(async (tx) => {
    const link = { userId, purpose: "confirm_email" as const, email, minutes: CONFIRM_MINUTES };
    const url = await createLink(tx, link, env().PARLEY_URL);
    const content = { email, url, days: CONFIRM_MINUTES / (24 * 60) };
    return (await queueEmail(tx, { template: "confirm_email", content, recipient: email, userId })).events;
  });
  await dispatch(events);
  return email;
}
