import type { Transaction } from "@/db/client";
import { memberships, workspaces } from "@/db/schema/accounts";
import { newId } from "@/server/ids";

/** Makes a workspace that a user owns, and returns its id. */
export async function addWorkspace(
  tx: Transaction,
  userId: string,
  name: string,
  workspaceId = newId("workspace"),
): Promise<string> {
  await tx.insert(workspaces).values({ id: workspaceId, name });
  await tx.insert(memberships).values({ workspaceId, userId, role: "owner" });
  return workspaceId;
}
