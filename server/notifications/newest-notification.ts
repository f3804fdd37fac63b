import { desc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { notifications } from "@/db/schema/notifications";

/** Returns the id of a workspace's newest notification, to find out whether there are new ones; null if it has none. */
export async function newestNotification(workspaceId: string): Promise<string | null> {
  const [newest] = await db
    .select({ id: notifications.id })
    .from(notifications)
    .where(eq(notifications.workspaceId, workspaceId))
    .orderBy(desc(notifications.createdAt), desc(notifications.id))
    .limit(1);
  return newest?.id ?? null;
}
