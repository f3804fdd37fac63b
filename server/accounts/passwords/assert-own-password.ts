import { eq } from "drizzle-orm";
import { accountGone } from "../account-gone";
import { db, type Transaction } from "@/db/client";
import { users } from "@/db/schema/accounts";
import { DomainError } from "@/server/errors";
import { countPasswordChange } from "../limits/account-limits";
import { checkPassword } from "./password";

/**
 * Checks the password of the signed-in user before a change that a stranger at an open browser must not make. Accounts
 * without a password, which sign in through GitHub or Google, have nothing to check. Returns the hash that was checked,
 * for `assertSamePassword` in the transaction of the change.
 * @param field Where a refusal is shown.
 * @throws DomainError invalid at the field, limit_exceeded.
 */
export async function assertOwnPassword(userId: string, password: string, field: string): Promise<string | null> {
  const [user] = await db.select({ passwordHash: users.passwordHash }).from(users).where(eq(users.id, userId));
  if (!user) throw accountGone();
  if (user.passwordHash === null) return null;
  const giveBack = await countPasswordChange(userId);
  if (!(await checkPassword(user.passwordHash, password))) {
    const message = "This is not your current password.";
    throw new DomainError("invalid", message, { details: [{ path: [field], message }] });
  }
  await giveBack();
  return user.passwordHash;
}

/**
 * Refuses a change if the password has been changed or reset since it was checked, which ends what strangers began, and
 * keeps it from changing until the transaction ends. Other transactions lock the user before the links of the account.
 * @throws DomainError conflict; unauthorized if the account was deleted.
 */
export async function assertSamePassword(tx: Transaction, userId: string, checked: string | null): Promise<void> {
  const [user] = await tx
    .select({ passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, userId))
    .for("no key update");
  if (!user) throw accountGone();
  if (user.passwordHash === checked) return;
  throw new DomainError("conflict", "The password has just been changed. Sign in with the new one.");
}
