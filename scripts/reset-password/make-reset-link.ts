import { eq, sql } from "drizzle-orm";
import type { Executor } from "../../db/client.ts";
import { users } from "../../db/schema/accounts.ts";
import { createLink, RESET_MINUTES } from "../../server/accounts/links/create-link.ts";
import { emailAddress } from "../../server/accounts/sign-up/email-address.ts";

/**
 * Creates a link that sets a new password. It does not confirm the address, since nothing is sent to it.
 * @throws Error if there is no account with this address.
 */
export async function makeResetLink(on: Executor, email: string, origin: string): Promise<string> {
  const address = emailAddress.safeParse(email);
  if (!address.success) throw new Error(`"${email}" is not an e-mail address.`);
  const [user] = await on
    .select({ id: users.id })
    .from(users)
    .where(eq(sql`lower(${users.email})`, address.data));
  if (!user) throw new Error(`There is no account with the address ${email}.`);
  return createLink(on, { userId: user.id, purpose: "reset_password", email: null, minutes: RESET_MINUTES }, origin);
}
