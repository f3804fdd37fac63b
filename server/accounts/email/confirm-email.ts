import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { users } from "@/db/schema/accounts";
import { DomainError } from "@/server/errors";
import { consumeLink } from "../links/consume-link";
import { setEmail } from "./change-email";

export const confirmEmailInput = z.object({ token: z.string().max(100) });

/**
 * Confirms an account's address, or changes it to a new one, with the link that was sent to it.
 * @throws DomainError gone for a link that no longer works; conflict if another account has the address by now.
 */
export function confirmEmail(token: string, headers: Headers): Promise<{ email: string }> {
  // One transaction: a link that changes nothing is not used up.
  return db.transaction(async (tx) => {
    const { userId, purpose, email } = await consumeLink(tx, token, ["confirm_email", "change_email"]);
    if (email === null) throw new Error("A link to confirm an address has none.");
    if (purpose === "change_email") {
      await setEmail(tx, userId, email, { confirmedAt: new Date(), headers });
      return { email };
    }
    const confirmed = await tx
      .update(users)
      .set({ emailConfirmedAt: sql`now()` })
      .where(and(eq(users.id, userId), eq(users.email, email)))
      .returning({ id: users.id });
    if (confirmed.length === 0) throw new DomainError("gone", "This link is for an earlier address of the account.");
    return { email };
  });
}
