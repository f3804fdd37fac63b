import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { memberships, users } from "@/db/schema/accounts";
import { requireRole } from "@/server/accounts/require-role";
import { takeRateLimit } from "@/server/accounts/limits/rate-limit";
import { env } from "@/server/env";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import type { ServiceContext } from "@/server/service-context";
import { composeEmail } from "@/server/emails/compose-email";
import { mailSender, sendMail } from "@/server/emails/mail-transport";

/** The number of test mails that a member may request per hour. */
export const TEST_MAILS_PER_HOUR = 5;

/**
 * Sends a test mail to the member's own address immediately.
 * @throws DomainError invalid if no mail server is set, limit_exceeded, unavailable if the mail server refuses.
 */
export async function sendTestMail(ctx: ServiceContext): Promise<{ to: string }> {
  requireRole(ctx, "viewer");
  const { workspaceId, actor } = ctx;
  if (actor.type !== "user") throw new DomainError("invalid", "Only a member can ask for a test mail.");
  if (mailSender() === null) {
    throw new DomainError("invalid", "E-mail is off: the operator of this Parley must set SMTP_URL and SMTP_FROM.");
  }
  const { allowed, retryAfterSeconds } = await takeRateLimit({
    key: `test-mail:${actor.userId}`,
    limit: TEST_MAILS_PER_HOUR,
    windowSeconds: 3600,
  });
  if (!allowed) {
    throw new DomainError(
      "limit_exceeded",
      "You have reached the limit of test mails per hour. Try again in an hour.",
      {
        retryAfter: retryAfterSeconds,
      },
    );
  }
  const to = await addressOf(workspaceId, actor.userId);
  const settingsUrl = new URL("/settings/notifications", env().PARLEY_URL).href;
  const mail = await composeEmail("test_mail", { settingsUrl });
  const result = await sendMail({ to, ...mail, messageId: newId("notification") });
  if (!result.ok) throw new DomainError("unavailable", `The test mail was not sent. ${result.error}`);
  return { to };
}

async function addressOf(workspaceId: string, userId: string): Promise<string> {
  const [user] = await db
    .select({ email: users.email })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where(and(eq(memberships.workspaceId, workspaceId), eq(users.id, userId)));
  if (!user) throw new DomainError("not_found", "Your account is no longer there. Sign in again.");
  return user.email;
}
