import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { recoveryCodes, users } from "@/db/schema/accounts";
import { dispatch } from "@/server/outbox/outbox";
import { tellOwner } from "../activity/tell-owner";
import { countSecondFactor } from "../limits/account-limits";
import { assertOwnPassword, assertSamePassword } from "../passwords/assert-own-password";
import { checkSecondFactor } from "./check-second-factor";
import { replaceRecoveryCodes } from "./recovery-codes";
import { wrongCode } from "./set-up-two-factor";
import type { TurnOffTwoFactorInput } from "./two-factor-input";

/**
 * Turns two-factor sign-in off, given the password (if the account has one) and a code.
 * @throws DomainError invalid at its field, limit_exceeded, conflict if the password has changed meanwhile.
 */
export async function turnOffTwoFactor(
  userId: string,
  { password, code }: TurnOffTwoFactorInput,
  headers: Headers,
): Promise<void> {
  const checked = await assertOwnPassword(userId, password, "password");
  await assertCode(userId, code, headers);
  const events = await db.transaction(async (tx) => {
    await assertSamePassword(tx, userId, checked);
    const off = { totpSecretSealed: null, totpConfirmedAt: null, totpLastStep: null };
    await tx.update(users).set(off).where(eq(users.id, userId));
    await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
    return tellOwner(tx, userId, "two_factor_off", headers);
  });
  await dispatch(events);
}

/**
 * Replaces the recovery codes, given a code. Returns the new ones, which are shown once.
 * @throws DomainError invalid at `code`, limit_exceeded.
 */
export async function renewRecoveryCodes(
  userId: string,
  code: string,
  headers: Headers,
): Promise<{ recoveryCodes: string[] }> {
  await assertCode(userId, code, headers);
  const { events, ...renewed } = await db.transaction(async (tx) => ({
    recoveryCodes: await replaceRecoveryCodes(tx, userId),
    events: await tellOwner(tx, userId, "recovery_codes_renewed", headers),
  }));
  await dispatch(events);
  return renewed;
}

async function assertCode(userId: string, code: string, headers: Headers): Promise<void> {
  const giveBack = await countSecondFactor(userId);
  if (!(await checkSecondFactor(userId, code, headers))) throw wrongCode();
  await giveBack();
}
