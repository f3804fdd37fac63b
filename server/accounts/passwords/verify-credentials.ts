import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { users } from "@/db/schema/accounts";
import { checkPassword } from "./password";
import { emailAddress } from "../sign-up/email-address";
import { MAX_PASSWORD } from "../sign-up/sign-up-input";

export const credentials = z.object({ email: emailAddress, password: z.string().min(1).max(MAX_PASSWORD) });

/** A user whose password was checked, and the hash that it was checked against. */
export interface CheckedUser {
  id: string;
  passwordHash: string | null;
}

/** Returns the user with this e-mail and password, or null. Unknown e-mails take as long as wrong passwords. */
export async function verifyCredentials(given: z.infer<typeof credentials>): Promise<CheckedUser | null> {
  const [user] = await db
    .select({ id: users.id, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(sql`lower(${users.email})`, given.email));
  const matches = await checkPassword(user?.passwordHash ?? null, given.password);
  return user && matches ? user : null;
}
