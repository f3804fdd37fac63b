import { and, eq, inArray, lt, or, sql } from "drizzle-orm";
import type { Executor, Transaction } from "@/db/client";
import { accountTokens, users } from "@/db/schema/accounts";
import { DomainError } from "@/server/errors";
import { hashToken } from "@/server/secrets/secret-box";
import type { LinkPurpose } from "./create-link";

export type AccountLink = Pick<typeof accountTokens.$inferSelect, "userId" | "purpose" | "email">;

/**
 * Returns what a link is for, without using it up.
 * @throws DomainError gone if it has expired, was used, or is for another purpose.
 */
export async function readLink(on: Executor, token: string, purposes: LinkPurpose[]): Promise<AccountLink> {
  const [link] = await on.select().from(accountTokens).where(isLink(token, purposes));
  return link ?? usedUp();
}

/**
 * Uses a link up: of concurrent uses, one succeeds. Also deletes the user's expired links.
 * @throws DomainError gone if it has expired, was used, or is for another purpose.
 */
export async function consumeLink(tx: Transaction, token: string, purposes: LinkPurpose[]): Promise<AccountLink> {
  const { userId } = await readLink(tx, token, purposes);
  // As in changes of the account, which lock the user before their links: the other order would be a deadlock.
  await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("no key update");
  const [link] = await tx.delete(accountTokens).where(isLink(token, purposes)).returning();
  if (!link) return usedUp();
  await deleteLinks(tx, link.userId);
  return link;
}

/** Deletes the user's links of the given purposes, and those that have expired. */
export async function deleteLinks(on: Executor, userId: string, purposes: LinkPurpose[] = []): Promise<void> {
  const isUseless = or(inArray(accountTokens.purpose, purposes), lt(accountTokens.expiresAt, sql`now()`));
  await on.delete(accountTokens).where(and(eq(accountTokens.userId, userId), isUseless));
}

function isLink(token: string, purposes: LinkPurpose[]) {
  return and(
    eq(accountTokens.tokenHash, hashToken(token)),
    inArray(accountTokens.purpose, purposes),
    sql`${accountTokens.expiresAt} > now()`,
  );
}

function usedUp(): never {
  throw new DomainError("gone", "This link has expired or was already used. Ask for a new one.");
}
