import { eq } from "drizzle-orm";
import { accountGone } from "../account-gone";
import { db } from "@/db/client";
import { users } from "@/db/schema/accounts";
import { DomainError } from "@/server/errors";
import { dispatch } from "@/server/outbox/outbox";
import { tellOwner } from "../activity/tell-owner";
import { deleteLinks } from "../links/consume-link";
import { assertOwnPassword, assertSamePassword } from "./assert-own-password";
import { assertStrongPassword } from "./assert-strong-password";
import type { ChangePasswordInput } from "./change-password-input";
import { hashPassword } from "./password";
import { endOtherSessions, type SignedIn } from "../sessions/sessions";

/**
 * Changes a signed-in user's password, given the current one, and ends their sessions on every other device.
 * @throws DomainError invalid at its field, limit_exceeded; conflict for an account without a password, or if another
 * request has changed it meanwhile.
 */
export async function changePassword(user: SignedIn, input: ChangePasswordInput, headers: Headers): Promise<void> {
  const { passwordHash: current, ...account } = await findAccount(user.id);
  if (current === null) {
    throw new DomainError("conflict", "This account has no password: you sign in through GitHub or Google.");
  }
  const checked = await assertOwnPassword(user.id, input.currentPassword, "currentPassword");
  await assertStrongPassword(input.password, account);
  const passwordHash = await hashPassword(input.password);
  const events = await db.transaction(async (tx) => {
    await assertSamePassword(tx, user.id, checked);
    await tx.update(users).set({ passwordHash }).where(eq(users.id, user.id));
    await deleteLinks(tx, user.id, ["reset_password", "change_email"]);
    await endOtherSessions(user, tx);
    return tellOwner(tx, user.id, "password_changed", headers);
  });
  await dispatch(events);
}

async function findAccount(userId: string) {
  const { passwordHash, email, name } = users;
  const [account] = await db.select({ passwordHash, email, name }).from(users).where(eq(users.id, userId));
  if (!account) throw accountGone();
  return account;
}
