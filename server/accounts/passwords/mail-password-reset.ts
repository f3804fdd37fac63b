import { eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { users } from "@/db/schema/accounts";
import { queueEmail } from "@/server/emails/queue-email";
import { env } from "@/server/env";
import { dispatch } from "@/server/outbox/outbox";
import { takeRateLimit } from "../limits/rate-limit";
import { createLink, RESET_MINUTES } from "../links/create-link";

/** The number of such e-mails that an address gets per hour, however often somebody asks. */
export const RESET_MAILS_PER_HOUR = 5;

/** Sends a link for a new password, if an account has this address. Call it after the answer, whose time it would change. */
export async function mailPasswordReset(email: string): Promise<void> {
  const [user] = await db
    .select({ id: users.id, email: users.email })
    .from(users)
    .where(eq(sql`lower(${users.email})`, email));
  if (!user) return;
  const limit = { key: `reset-mail:${user.id}`, limit: RESET_MAILS_PER_HOUR, windowSeconds: 3600 };
  if (!(await takeRateLimit(limit)).allowed) return;
  const events = await db.transaction(async (tx) => {
    const link = { userId: user.id, purpose: "reset_password" as const, email: user.email, minutes: RESET_MINUTES };
    const url = await createLink(tx, link, env().PARLEY_URL);
    const content = { email: user.email, url, minutes: RESET_MINUTES };
    const email = { template: "reset_password" as const, content, recipient: user.email, userId: user.id };
    return (await queueEmail(tx, email)).events;
  });
  await dispatch(events);
}
