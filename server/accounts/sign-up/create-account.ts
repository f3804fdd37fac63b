import type { Transaction } from "@/db/client";
import { users } from "@/db/schema/accounts";
import { newId } from "@/server/ids";
import { addWorkspace } from "../add-workspace";

interface NewAccount {
  email: string;
  name: string;
  /** Null for people who sign in through GitHub or Google. */
  passwordHash: string | null;
}

/** A user who was just created, and the workspace that the user owns. */
export interface MadeAccount {
  userId: string;
  workspaceId: string;
}

/** Creates a user and a workspace that the user owns. Returns null if the e-mail is taken. */
export async function createAccount(tx: Transaction, account: NewAccount): Promise<MadeAccount | null> {
  const userId = newId("user");
  const made = await tx
    .insert(users)
    .values({ id: userId, ...account })
    .onConflictDoNothing()
    .returning({ id: users.id });
  if (made.length === 0) return null;
  return { userId, workspaceId: await addWorkspace(tx, userId, `${account.name}'s workspace`) };
}
