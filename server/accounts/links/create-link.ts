import { randomBytes } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { accountTokens } from "../../../db/schema/accounts.ts";
import type { Executor } from "../../../db/client.ts";
import { hashToken } from "../../secrets/secret-box.ts";

export type LinkPurpose = (typeof accountTokens.$inferSelect)["purpose"];

interface NewLink {
  userId: string;
  purpose: LinkPurpose;
  /** The address that the link is sent to; null if it is handed over in another way. */
  email: string | null;
  minutes: number;
}

/** How long a link for a new password works. */
export const RESET_MINUTES = 30;

/** How long a link that confirms an address works. */
export const CONFIRM_MINUTES = 3 * 24 * 60;

const PAGES: Record<LinkPurpose, string> = {
  reset_password: "/reset-password",
  change_email: "/confirm-email",
  confirm_email: "/confirm-email",
};

/**
 * Creates a link that works once and replaces earlier ones of its purpose. Its token is in the fragment, which browsers
 * send to no server, so that it is in no log and no Referer header. Only the token's hash is stored.
 * @param origin The product's public address.
 */
export async function createLink(
  on: Executor,
  { userId, purpose, email, minutes }: NewLink,
  origin: string,
): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await on.delete(accountTokens).where(and(eq(accountTokens.userId, userId), eq(accountTokens.purpose, purpose)));
  await on.insert(accountTokens).values({
    tokenHash: hashToken(token),
    userId,
    purpose,
    email,
    expiresAt: sql`now() + ${minutes} * interval '1 minute'`,
  });
  return new URL(`${PAGES[purpose]}#${token}`, origin).href;
}
