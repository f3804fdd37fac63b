import { and, eq, isNotNull, isNull, lt, or } from "drizzle-orm";
import { db } from "@/db/client";
import { users } from "@/db/schema/accounts";
import { dispatch } from "@/server/outbox/outbox";
import { openSecret } from "@/server/secrets/secret-box";
import { tellOwner } from "../activity/tell-owner";
import { takeRecoveryCode } from "./recovery-codes";
import { stepOfCode } from "./totp";

/**
 * Checks a code of the authenticator app, or a recovery code, and uses it up: neither is accepted twice.
 * @returns false also if two-factor sign-in is off.
 */
export async function checkSecondFactor(userId: string, code: string, headers: Headers): Promise<boolean> {
  const isOn = and(eq(users.id, userId), isNotNull(users.totpConfirmedAt));
  const [user] = await db.select({ sealed: users.totpSecretSealed }).from(users).where(isOn);
  if (!user || user.sealed === null) return false;
  const digits = code.replace(/\s/g, "");
  if (!/^\d{6}$/.test(digits)) return useRecoveryCode(userId, code, headers);
  const step = stepOfCode(openSecret(user.sealed), digits);
  return step !== null && takeStep(userId, step);
}

async function useRecoveryCode(userId: string, code: string, headers: Headers): Promise<boolean> {
  const events = await db.transaction(async (tx) => {
    const isTaken = await takeRecoveryCode(tx, userId, code);
    return isTaken ? tellOwner(tx, userId, "recovery_code_used", headers) : null;
  });
  if (events === null) return false;
  await dispatch(events);
  return true;
}

/** Records that the code of a time step was used, and returns whether it is newer than the last one. */
async function takeStep(userId: string, step: number): Promise<boolean> {
  const isNewer = or(isNull(users.totpLastStep), lt(users.totpLastStep, step));
  const taken = await db
    .update(users)
    .set({ totpLastStep: step })
    .where(and(eq(users.id, userId), isNewer))
    .returning({ id: users.id });
  return taken.length > 0;
}
