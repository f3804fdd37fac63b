import type { Transaction } from "@/db/client";
import { memberships, users, workspaces } from "@/db/schema/accounts";
import { newId } from "@/server/ids";

interface NewAccount {
  email: string;
  name: string;
  /** Null for people who sign in through GitHub or Google. */
  passwordHash: string | null;
}

/** Creates a user and a workspace that the user owns. Returns the user's id, or null if the e-mail is taken. */
export async function createAccount(tx: Transaction, account: NewAccount): Promise<string | null> {
  const userId = newId("user");
  const made = await tx
    .insert(users)
    .values({ id: userId, ...account })
    .onConflictDoNothing()
    .returning({ id: users.id });
  if (made.length === 0) return null;
  const workspaceId = newId("workspace");
  await tx.insert(workspaces).values({ id: workspaceId, name: `${account.name}'s workspace` });
  await tx.insert(memberships).values({ workspaceId, userId, role: "owner" });
  return userId;
}
