import { eq, sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { oauthAccounts, recoveryCodes, users } from "@/db/schema/accounts";
import { DomainError } from "@/server/errors";
import { dispatch, type OutboxEvent } from "@/server/outbox/outbox";
import { tellOwner } from "../activity/tell-owner";
import { type AccountLink, consumeLink, deleteLinks, readLink } from "../links/consume-link";
import { endAllSessions } from "../sessions/sessions";
import { assertStrongPassword } from "./assert-strong-password";
import { hashPassword } from "./password";
import type { ResetPasswordInput } from "./reset-password-input";

/**
 * Sets a new password with a link that was sent to the account's address, ends all of its sessions, and tells its
 * owner.
 * @throws DomainError gone for a link that no longer works, invalid at `password` for one that is easy to guess.
 */
export async function resetPassword(
  { token, password }: ResetPasswordInput,
  headers: Headers,
): Promise<{ email: string }> {
  const { userId } = await readLink(db, token, ["reset_password"]);
  const [account] = await db.select({ email: users.email, name: users.name }).from(users).where(eq(users.id, userId));
  if (!account) throw new DomainError("not_found", "This account no longer exists.");
  await assertStrongPassword(password, account);
  const passwordHash = await hashPassword(password);
  const events = await db.transaction(async (tx) => {
    const link = await consumeLink(tx, token, ["reset_password"]);
    await tx.update(users).set({ passwordHash }).where(eq(users.id, userId));
    const more = link.email === account.email ? await confirmAddress(tx, link, headers) : [];
    await deleteLinks(tx, userId, ["reset_password", "change_email"]);
    await endAllSessions({ id: userId }, tx);
    return [...more, ...(await tellOwner(tx, userId, "password_reset", headers))];
  });
  await dispatch(events);
  return account;
}

/**
 * Who opens a link in an e-mail owns the address. If it was not confirmed before, a stranger could have signed up with
 * it: then the stranger's second factor must not lock the owner out, nor
 * their account of GitHub or Google still open it.
 */
async function confirmAddress(tx: Transaction, { userId }: AccountLink, headers: Headers): Promise<OutboxEvent[]> {
  const [before] = await tx
    .select({ emailConfirmedAt: users.emailConfirmedAt, totpConfirmedAt: users.totpConfirmedAt })
    .from(users)
    .where(eq(users.id, userId))
    .for("update");
  if (before?.emailConfirmedAt) return [];
  const withoutSecondFactor = { totpSecretSealed: null, totpConfirmedAt: null, totpLastStep: null };
  await tx
    .update(users)
    .set({ emailConfirmedAt: sql`now()`, ...withoutSecondFactor })
    .where(eq(users.id, userId));
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  await tx.delete(oauthAccounts).where(eq(oauthAccounts.userId, userId));
  return before?.totpConfirmedAt ? tellOwner(tx, userId, "two_factor_off", headers) : [];
}
