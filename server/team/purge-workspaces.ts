import { and, eq, lte, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { workspaces } from "@/db/schema/accounts";
import { purgeWorkspaceFiles } from "@/server/files/purge-files";
import { logFailure } from "@/server/log/log-failure";

/** How many workspaces a run deletes; the next night deletes the others. */
const MOST = 50;
const isDue = lte(workspaces.deleteAt, sql`now()`);

/** Deletes the workspaces whose 7 days have passed, with all their data. Returns how many. */
export async function purgeWorkspaces(): Promise<number> {
  const due = await db.select({ id: workspaces.id }).from(workspaces).where(isDue).limit(MOST);
  let deleted = 0;
  for (const { id } of due) if (await purgeWorkspace(id)) deleted += 1;
  return deleted;
}

/** Deletes a workspace that is due, with all its data. Returns whether it worked: if not, the next night tries again. */
export async function purgeWorkspace(workspaceId: string): Promise<boolean> {
  try {
    await deleteOne(workspaceId);
    return true;
  } catch (error) {
    logFailure(workspaceId, "deleting a workspace", error);
    return false;
  }
}

/** The lock lets an owner who undoes it at this moment wait, instead of keeping a workspace without its files. */
async function deleteOne(workspaceId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const isThis = and(eq(workspaces.id, workspaceId), isDue);
    const [due] = await tx.select({ id: workspaces.id }).from(workspaces).where(isThis).for("update");
    if (!due) return;
    await purgeWorkspaceFiles(workspaceId);
    await tx.delete(workspaces).where(isThis);
  });
}
