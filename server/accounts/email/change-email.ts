import { eq, sql } from "drizzle-orm";
import { accountGone } from "../account-gone";
import { db, type Transaction } from "@/db/client";
import { users } from "@/db/schema/accounts";
import { isUniqueViolation } from "@/db/unique-violation";
import { mailSender } from "@/server/emails/mail-transport";
import { queueEmail } from "@/server/emails/queue-email";
import { env } from "@/server/env";
import { DomainError } from "@/server/errors";
import { dispatch, type OutboxEvent } from "@/server/outbox/outbox";
import { recordAccountEvent } from "../activity/record-account-event";
import { limitEmailChanges } from "../limits/account-limits";
import { CONFIRM_MINUTES, createLink } from "../links/create-link";
import { deleteLinks } from "../links/consume-link";
import { assertOwnPassword, assertSamePassword } from "../passwords/assert-own-password";
import type { ChangeEmailInput } from "./change-email-input";

const NEEDS_PASSWORD =
  "This Parley sends no e-mails, so your address cannot change while your account has no password. Whoever runs it can make a link with which you set one: npm run reset-password -- <e-mail>";

/** What happened: a link was sent to the new address, or it was changed because Parley sends no e-mails. */
export type EmailChange = "link_sent" | "changed";

/**
 * Changes the address of an account, given its password. A link goes to the new address, and the old one is told.
 * Without a mail server it changes immediately and is not confirmed, if the account has a password. With one, the answer
 * is the same for an address that another account has; its owner is told.
 * @throws DomainError invalid at its field, limit_exceeded, conflict if the password has changed meanwhile; without a
 * mail server also conflict at `email`, and unavailable for an account without a password.
 */
export async function changeEmail(
  userId: string,
  { email, password }: ChangeEmailInput,
  headers: Headers,
): Promise<{ result: EmailChange }> {
  const checked = await assertOwnPassword(userId, password, "password");
  const { email: from, passwordHash } = users;
  const [user] = await db.select({ email: from, passwordHash }).from(users).where(eq(users.id, userId));
  if (!user) throw accountGone();
  if (user.email === email) throw atEmail("invalid", "This is your address already.");
  await limitEmailChanges(userId);
  if (mailSender() === null) {
    // Who signs in through GitHub or Google is known by the address that the service verified.
    if (user.passwordHash === null) throw new DomainError("unavailable", NEEDS_PASSWORD);
    await db.transaction(async (tx) => {
      await assertSamePassword(tx, userId, checked);
      await setEmail(tx, userId, email, { confirmedAt: null, headers });
    });
    return { result: "changed" };
  }
  const events = await db.transaction(async (tx) => {
    await assertSamePassword(tx, userId, checked);
    await recordAccountEvent(tx, userId, "email_change_begun", headers);
    return sendLinks(tx, { userId, from: user.email, to: email });
  });
  await dispatch(events);
  return { result: "link_sent" };
}

interface AddressChange {
  userId: string;
  from: string;
  to: string;
}

async function sendLinks(tx: Transaction, { userId, from, to }: AddressChange): Promise<OutboxEvent[]> {
  const { PARLEY_URL } = env();
  const link = { userId, purpose: "change_email" as const, email: to, minutes: CONFIRM_MINUTES };
  const url = await createLink(tx, link, PARLEY_URL);
  const resetUrl = new URL("/forgot-password", PARLEY_URL).href;
  const notice = { template: "email_changing" as const, content: { email: from, newEmail: to, resetUrl } };
  const told = await queueEmail(tx, { ...notice, recipient: from, userId });
  if (await isTaken(tx, to)) {
    const content = { signInUrl: new URL("/sign-in", PARLEY_URL).href, resetUrl };
    return [...told.events, ...(await queueEmail(tx, { template: "known_sign_up", content, recipient: to })).events];
  }
  const content = { email: to, url, days: CONFIRM_MINUTES / (24 * 60) };
  const linked = await queueEmail(tx, { template: "change_email", content, recipient: to, userId });
  return [...told.events, ...linked.events];
}

async function isTaken(tx: Transaction, email: string): Promise<boolean> {
  const found = await tx
    .select({ id: users.id })
    .from(users)
    .where(eq(sql`lower(${users.email})`, email));
  return found.length > 0;
}

/**
 * Sets an account's address. Links that were sent to the old one stop working.
 * @throws DomainError conflict at `email` if another account has it.
 */
export async function setEmail(
  tx: Transaction,
  userId: string,
  email: string,
  { confirmedAt, headers }: { confirmedAt: Date | null; headers: Headers },
): Promise<void> {
  try {
    await tx.update(users).set({ email, emailConfirmedAt: confirmedAt }).where(eq(users.id, userId));
  } catch (error) {
    if (isUniqueViolation(error, "users_email")) throw atEmail("conflict", "Another account has this address.");
    throw error;
  }
  await deleteLinks(tx, userId, ["reset_password", "confirm_email", "change_email"]);
  await recordAccountEvent(tx, userId, "email_changed", headers);
}

function atEmail(code: "invalid" | "conflict", message: string): DomainError {
  return new DomainError(code, message, { details: [{ path: ["email"], message }] });
}
