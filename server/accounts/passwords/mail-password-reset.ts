import { eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { users } from "@/db/schema/accounts";
import { queueEmail } from "@/server/emails/queue-email";
import { env } from "@/server/env";
import { dispatch } from "@/server/outbox/outbox";
import { clientAddress } from "../limits/client-address";
import { takeRateLimit } from "../limits/rate-limit";
import { createLink, RESET_MINUTES } from "../links/create-link";

/** The number of such e-mails per hour that one client can cause for an account. */
export const RESET_MAILS_PER_HOUR = 5;
/** From all clients together. Higher, so that a stranger does not use up the e-mails of the owner. */
export const RESET_MAILS_OF_ALL_PER_HOUR = 20;

/**
 * Sends a link for a new password, if an account has this address. Call it after the answer, whose time it would change.
 * @param headers Those of the request, from which the client's address is known.
 */
export async function mailPasswordReset(email: string, headers: Headers): Promise<void> {
  const [user] = await db
    .select({ id: users.id, email: users.email })
    .from(users)
    .where(eq(sql`lower(${users.email})`, email));
  if (!user) return;
  if (!(await takeMail(user.id, headers))) return;
  const events = await db.transaction(async (tx) => {
    const link = { userId: user.id, purpose: "reset_password" as const, email: user.email, minutes: RESET_MINUTES };
    const url = await createLink(tx, link, env().PARLEY_URL);
    const content = { email: user.email, url, minutes: RESET_MINUTES };
    const email = { template: "reset_password" as const, content, recipient: user.email, userId: user.id };
    return (await queueEmail(tx, email)).events;
  });
  await dispatch(events);
}

async function takeMail(userId: string, headers: Headers): Promise<boolean> {
  const [key, windowSeconds] = [`reset-mail:${userId}`, 3600];
  const ofClient = { key: `${key}:${clientAddress(headers) ?? ""}`, limit: RESET_MAILS_PER_HOUR, windowSeconds };
  if (!(await takeRateLimit(ofClient)).allowed) return false;
  return (await takeRateLimit({ key, limit: RESET_MAILS_OF_ALL_PER_HOUR, windowSeconds })).allowed;
}
