import { and, eq, isNotNull, sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { oauthAccounts, users } from "@/db/schema/accounts";
import { createAccount, type MadeAccount } from "../sign-up/create-account";
import { emailAddress } from "../sign-up/email-address";
import { personName } from "../sign-up/sign-up-input";

/** The identity that GitHub or Google returned. */
export interface OauthIdentity {
  provider: string;
  providerAccountId: string;
  name: string;
  email: string | null;
  /** The provider has verified that the e-mail belongs to the user. */
  emailVerified: boolean;
}

export type OauthSignIn = { userId: string } | { refused: "email_not_verified" | "email_not_confirmed" };

/**
 * Finds or creates the user of a sign-in through GitHub or Google: the linked user, else the one with the same verified
 * e-mail, else a new one with a workspace. An account is linked only if its e-mail was confirmed: otherwise a stranger
 * could have created it in advance and would share it. Its owner resets the password first.
 * @param onMade Called after a new user was stored.
 */
export async function signInWithOauth(
  identity: OauthIdentity,
  onMade: (made: MadeAccount) => void = () => {},
): Promise<OauthSignIn> {
  const linked = await findOauthUser(identity.provider, identity.providerAccountId);
  if (linked) return { userId: linked };
  const email = emailAddress.safeParse(identity.email);
  if (!email.success || !identity.emailVerified) return { refused: "email_not_verified" };
  const { made, ...signIn } = await db.transaction(async (tx) => {
    const account = await createConfirmed(tx, email.data, identity.name);
    const userId = account?.userId ?? (await findConfirmed(tx, email.data));
    if (userId === null) return { made: null, refused: "email_not_confirmed" as const };
    return { made: account, userId: await link(tx, identity, userId) };
  });
  if (made) onMade(made);
  return signIn;
}

/** Returns the id of the user that a provider's account is linked to, or null. */
export async function findOauthUser(provider: string, providerAccountId: string): Promise<string | null> {
  const [account] = await db
    .select({ userId: oauthAccounts.userId })
    .from(oauthAccounts)
    .where(is(provider, providerAccountId));
  return account?.userId ?? null;
}

/** Returns null if the e-mail is taken. */
async function createConfirmed(tx: Transaction, email: string, name: string): Promise<MadeAccount | null> {
  const shown = personName.safeParse(name.trim().slice(0, 100)).data ?? email;
  const made = await createAccount(tx, { email, name: shown, passwordHash: null });
  if (made === null) return null;
  await tx
    .update(users)
    .set({ emailConfirmedAt: sql`now()` })
    .where(eq(users.id, made.userId));
  return made;
}

/** Returns null if the e-mail belongs to an account that has not confirmed it. */
async function findConfirmed(tx: Transaction, email: string): Promise<string | null> {
  const [user] = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(sql`lower(${users.email})`, email), isNotNull(users.emailConfirmedAt)));
  return user?.id ?? null;
}

/** Two concurrent first sign-ins both get the user that the account was linked to. */
async function link(tx: Transaction, { provider, providerAccountId }: OauthIdentity, userId: string): Promise<string> {
  await tx.insert(oauthAccounts).values({ provider, providerAccountId, userId }).onConflictDoNothing();
  const [account] = await tx
    .select({ userId: oauthAccounts.userId })
    .from(oauthAccounts)
    .where(is(provider, providerAccountId));
  return account?.userId ?? userId;
}

function is(provider: string, providerAccountId: string) {
  return and(eq(oauthAccounts.provider, provider), eq(oauthAccounts.providerAccountId, providerAccountId));
}
