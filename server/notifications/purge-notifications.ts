import { lt, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { notifications } from "@/db/schema/notifications";

/** Longer than a member is away on a holiday. */
const KEPT = sql`interval '90 days'`;

/** Deletes old notifications with the records of their e-mails, and returns their number. */
export async function purgeNotifications(): Promise<number> {
  const gone = await db.delete(notifications).where(lt(notifications.createdAt, sql`now() - ${KEPT}`));
  return gone.count;
}
