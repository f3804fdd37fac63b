import { z } from "zod";
import { mailSender } from "@/server/emails/mail-transport";
import { DomainError } from "@/server/errors";
import type { Later } from "@/server/later";
import { limitResets } from "../limits/account-limits";
import { emailAddress } from "../sign-up/email-address";
import { mailPasswordReset } from "./mail-password-reset";

export const requestPasswordResetInput = z.object({ email: emailAddress });

/**
 * Sends a link for a new password. The answer and its time are the same for an address without an account.
 * @throws DomainError unavailable without a mail server, limit_exceeded.
 */
export async function requestPasswordReset(
  email: string,
  { headers, later }: { headers: Headers; later: Later },
): Promise<{ ok: true }> {
  if (mailSender() === null) {
    throw new DomainError(
      "unavailable",
      "This Parley sends no e-mails. Whoever runs it can make a link: npm run reset-password -- <e-mail>",
    );
  }
  await limitResets(headers);
  later(() => mailPasswordReset(email, headers));
  return { ok: true };
}
