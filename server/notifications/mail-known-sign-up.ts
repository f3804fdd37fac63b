import { takeRateLimit } from "@/server/accounts/limits/rate-limit";
import { env } from "@/server/env";
import { newId } from "@/server/ids";
import { logger } from "@/server/log/logger";
import { mailSender, sendMail } from "./mail-transport";
import { knownSignUpMail } from "./notification-mail";

/** The number of such mails that an address gets per hour, however often somebody signs up with it. */
const MAILS_PER_HOUR = 1;

/** Tells the owner of an address that somebody signed up with it. Does nothing without a mail server. */
export async function mailKnownSignUp(email: string): Promise<void> {
  if (mailSender() === null) return;
  const limit = { key: `known-sign-up:${email}`, limit: MAILS_PER_HOUR, windowSeconds: 3600 };
  if (!(await takeRateLimit(limit)).allowed) return;
  const mail = knownSignUpMail(new URL("/sign-in", env().PARLEY_URL).href);
  const result = await sendMail({ to: email, ...mail, messageId: newId("notification") });
  if (!result.ok) logger().warn({ event: "mail.known_sign_up_failed", error: result.error });
}
