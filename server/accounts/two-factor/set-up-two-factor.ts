import { and, eq, isNull, sql } from "drizzle-orm";
import { renderSVG } from "uqr";
import { db } from "@/db/client";
import { users } from "@/db/schema/accounts";
import { DomainError } from "@/server/errors";
import { dispatch } from "@/server/outbox/outbox";
import { openSecret, sealSecret } from "@/server/secrets/secret-box";
import { tellOwner } from "../activity/tell-owner";
import { countSecondFactor } from "../limits/account-limits";
import { assertOwnPassword, assertSamePassword } from "../passwords/assert-own-password";
import { replaceRecoveryCodes } from "./recovery-codes";
import { newTotpSecret, stepOfCode, totpAddress } from "./totp";
import type { ConfirmTwoFactorInput } from "./two-factor-input";

export interface TotpSetUp {
  /** The secret in base32, to type into an app that cannot read the QR code. */
  key: string;
  /** The QR code as an SVG. */
  qrCode: string;
}

/**
 * Begins to set two-factor sign-in up: makes a new secret, which counts after a first code.
 * @throws DomainError conflict if it is on.
 */
export async function beginTwoFactor(userId: string): Promise<TotpSetUp> {
  const key = newTotpSecret();
  const [user] = await db
    .update(users)
    .set({ totpSecretSealed: sealSecret(key), totpLastStep: null })
    .where(and(eq(users.id, userId), isNull(users.totpConfirmedAt)))
    .returning({ email: users.email });
  if (!user) throw isOnAlready();
  return { key, qrCode: renderSVG(totpAddress(key, user.email), { border: 2 }) };
}

/**
 * Turns two-factor sign-in on, given the password (if the account has one) and the first code of the app. Returns the
 * recovery codes, which are shown once.
 * @throws DomainError invalid at its field, limit_exceeded, conflict if it is on or was not begun, or if the password has
 * changed meanwhile.
 */
export async function confirmTwoFactor(
  userId: string,
  { password, code }: ConfirmTwoFactorInput,
  headers: Headers,
): Promise<{ recoveryCodes: string[] }> {
  const checked = await assertOwnPassword(userId, password, "password");
  const giveBack = await countSecondFactor(userId);
  const [user] = await db
    .select({ sealed: users.totpSecretSealed, confirmedAt: users.totpConfirmedAt })
    .from(users)
    .where(eq(users.id, userId));
  if (user?.confirmedAt) throw isOnAlready();
  if (!user?.sealed) throw beginAgain();
  const { sealed } = user;
  const step = stepOfCode(openSecret(sealed), code);
  if (step === null) throw wrongCode();
  await giveBack();
  const { events, ...codes } = await db.transaction(async (tx) => {
    await assertSamePassword(tx, userId, checked);
    // Another tab may have made a new secret since, whose code was not checked.
    const isUnchanged = and(eq(users.totpSecretSealed, sealed), isNull(users.totpConfirmedAt));
    const confirmed = await tx
      .update(users)
      .set({ totpConfirmedAt: sql`now()`, totpLastStep: step })
      .where(and(eq(users.id, userId), isUnchanged))
      .returning({ id: users.id });
    if (confirmed.length === 0) throw beginAgain();
    const events = await tellOwner(tx, userId, "two_factor_on", headers);
    return { recoveryCodes: await replaceRecoveryCodes(tx, userId), events };
  });
  await dispatch(events);
  return codes;
}

function beginAgain(): DomainError {
  return new DomainError("conflict", "Begin again: the QR code is no longer valid.");
}

function isOnAlready(): DomainError {
  return new DomainError("conflict", "Two-factor sign-in is on already. Reload the page.");
}

/** The refusal of a code, at its field. */
export function wrongCode(): DomainError {
  const message = "This code is wrong, was used already, or is too old. Enter the newest one.";
  return new DomainError("invalid", message, { details: [{ path: ["code"], message }] });
}
