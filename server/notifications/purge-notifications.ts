import { sql } from "drizzle-orm";
import { DELETE_BATCH, deleteInBatches } from "@/db/delete-in-batches";
import { notifications } from "@/db/schema/notifications";

/** Longer than a member is away on a holiday. */
const KEPT = sql`interval '90 days'`;

/** Deletes old notifications with the records of their e-mails, and returns their number. */
export function purgeNotifications(): Promise<number> {
  return deleteInBatches(sql`
    delete from ${notifications} where id in (
      select id from ${notifications} where created_at < now() - ${KEPT} limit ${DELETE_BATCH}
    )`);
}
