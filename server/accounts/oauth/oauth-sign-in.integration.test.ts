import { readFile } from "node:fs/promises";
import { count, eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { memberships, oauthAccounts, users } from "@/db/schema/accounts";
import { makeUser } from "@/db/testing/factories";
import type { Account, Profile } from "next-auth";
import { recordAccountEvent } from "../activity/record-account-event";
import { admitOauth } from "./admit-oauth";
import { authOptions } from "../sessions/auth-options";
import type { MadeAccount } from "../sign-up/create-account";
import { findOauthUser, signInWithOauth, type OauthIdentity } from "./oauth-sign-in";
import { signUp } from "../sign-up/sign-up";

const verified = (email: string, providerAccountId: string): OauthIdentity => ({
  provider: "github",
  providerAccountId,
  name: "Ada",
  email,
  emailVerified: true,
});

async function userByEmail(email: string) {
  const [user] = await db.select().from(users).where(eq(users.email, email));
  return user;
}

describe("signInWithOauth", () => {
  it("creates a user with a workspace the first time, and finds the user again even with another e-mail", async () => {
    const made: MadeAccount[] = [];
    const first = await signInWithOauth(verified("New@example.com", "1"), (account) => made.push(account));
    const user = await userByEmail("new@example.com");
    expect(user).toMatchObject({ name: "Ada", passwordHash: null, emailConfirmedAt: expect.any(Date) });
    expect(first).toEqual({ userId: user?.id });
    const [member] = await db
      .select()
      .from(memberships)
      .where(eq(memberships.userId, user?.id ?? ""));
    expect(member?.role).toBe("owner");
    expect(made).toEqual([{ userId: user?.id, workspaceId: member?.workspaceId }]);
    const later = { ...verified("moved@example.com", "1"), emailVerified: false };
    expect(await signInWithOauth(later)).toEqual(first);
    expect(await userByEmail("moved@example.com")).toBeUndefined();
  });

  it("names a user by the e-mail if the provider's name has only invisible characters", async () => {
    await signInWithOauth({ ...verified("filler@example.com", "filler"), name: "\u3164 \u200b" });
    expect(await userByEmail("filler@example.com")).toMatchObject({ name: "filler@example.com" });
  });

  it("links a second provider to the user whose e-mail the first one verified", async () => {
    const first = await signInWithOauth(verified("both@example.com", "2"));
    expect(await signInWithOauth({ ...verified("both@example.com", "2"), provider: "google" })).toEqual(first);
  });

  it("links and creates nothing for an e-mail that the provider has not verified", async () => {
    const { email } = await makeUser();
    for (const stranger of [email, "unproven@example.com", null]) {
      const identity = { ...verified("", "3"), email: stranger, emailVerified: false };
      expect(await signInWithOauth(identity)).toEqual({ refused: "email_not_verified" });
    }
    expect(await userByEmail("unproven@example.com")).toBeUndefined();
    expect(await findOauthUser("github", "3")).toBeNull();
  });

  it("links to an account with a password whose e-mail was confirmed", async () => {
    const { userId, email } = await makeUser({ passwordHash: "x", emailConfirmedAt: new Date() });
    expect(await signInWithOauth(verified(email, "6"))).toEqual({ userId });
  });

  it("does not link to an account with a password whose e-mail was not confirmed", async () => {
    await signUp({ email: "squatted@example.com", name: "Somebody", password: "correct horse battery" });
    expect(await signInWithOauth(verified("squatted@example.com", "4"))).toEqual({ refused: "email_not_confirmed" });
    expect(await findOauthUser("github", "4")).toBeNull();
  });

  it("does not link to an account without a password whose e-mail was not confirmed", async () => {
    const { email } = await makeUser();
    expect(await signInWithOauth(verified(email, "7"))).toEqual({ refused: "email_not_confirmed" });
    expect(await findOauthUser("github", "7")).toBeNull();
  });

  it("still links to accounts that came from a provider before their confirmation was recorded", async () => {
    const [older, moved] = [await makeUser(), await makeUser()];
    for (const { userId } of [older, moved]) {
      await db.insert(oauthAccounts).values({ provider: "google", providerAccountId: userId, userId });
    }
    await recordAccountEvent(db, moved.userId, "email_changed", new Headers());
    await db.execute(sql.raw(await readFile("db/migrations/0027_confirmed_addresses.sql", "utf8")));
    expect(await signInWithOauth(verified(older.email, "8"))).toEqual({ userId: older.userId });
    expect(await signInWithOauth(verified(moved.email, "9"))).toEqual({ refused: "email_not_confirmed" });
  });

  it("creates one user for ten concurrent first sign-ins", async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => signInWithOauth(verified("rush@example.com", "5"))));
    const user = await userByEmail("rush@example.com");
    expect(all).toEqual(Array.from({ length: 10 }, () => ({ userId: user?.id })));
    const [linked] = await db
      .select({ n: count() })
      .from(oauthAccounts)
      .where(eq(oauthAccounts.providerAccountId, "5"));
    expect(linked?.n).toBe(1);
  });
});

const admit = (account: Account, profile: Profile) =>
  admitOauth(account, profile, new Headers(), { setCookie: () => {} });

describe("admitOauth", () => {
  const account = (providerAccountId: string) => ({ provider: "google", providerAccountId, type: "oauth" as const });
  const profile = (email: string, email_verified: boolean) => ({ sub: "x", name: "Ada", email, email_verified });

  it("allows a sign-in and starts a session of its user", async () => {
    expect(await admit(account("g1"), profile("google@example.com", true))).toBe(true);
    const user = await userByEmail("google@example.com");
    const token = await authOptions().callbacks?.jwt?.({
      token: { name: "Ada", email: "google@example.com", picture: "https://example.com/a.png", sub: "g1" },
      user: { id: "g1" },
      account: account("g1"),
    });
    expect(token).toEqual({ sub: user?.id, sid: expect.stringMatching(/^ses_/) });
  });

  it("sends refused sign-ins back to the sign-in page with the reason", async () => {
    await signUp({ email: "taken@example.com", name: "Somebody", password: "correct horse battery" });
    expect(await admit(account("g2"), profile("taken@example.com", true))).toBe("/sign-in?error=OAuthAccountNotLinked");
    expect(await admit(account("g3"), profile("g3@example.com", false))).toBe("/sign-in?error=EmailNotVerified");
  });
});
