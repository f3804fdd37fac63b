import { asc, gt } from "drizzle-orm";
import { db } from "@/db/client";
import { workspaces } from "@/db/schema/accounts";

/** Lists workspaces in the order of their ids, with the number of days for which each keeps its log. */
export function listLogDays(after: string, limit: number): Promise<{ id: string; logDays: number }[]> {
  return db
    .select({ id: workspaces.id, logDays: workspaces.logDays })
    .from(workspaces)
    .where(gt(workspaces.id, after))
    .orderBy(asc(workspaces.id))
    .limit(limit);
}
