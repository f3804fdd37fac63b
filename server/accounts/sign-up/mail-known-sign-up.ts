import { db } from "@/db/client";
import { mailSender } from "@/server/emails/mail-transport";
import { queueEmail } from "@/server/emails/queue-email";
import { env } from "@/server/env";
import { dispatch } from "@/server/outbox/outbox";
import { takeRateLimit } from "../limits/rate-limit";

/** The number of such mails that an address gets per hour, however often somebody signs up with it. */
const MAILS_PER_HOUR = 1;

/** Tells the owner of an address that somebody signed up with it. Does nothing without a mail server. */
export async function mailKnownSignUp(email: string): Promise<void> {
  if (mailSender() === null) return;
  const limit = { key: `known-sign-up:${email}`, limit: MAILS_PER_HOUR, windowSeconds: 3600 };
  if (!(await takeRateLimit(limit)).allowed) return;
  const { PARLEY_URL } = env();
  const content = {
    signInUrl: new URL("/sign-in", PARLEY_URL).href,
    resetUrl: new URL("/forgot-password", PARLEY_URL).href,
  };
  const { events } = await queueEmail(db, { template: "known_sign_up", content, recipient: email });
  await dispatch(events);
}
