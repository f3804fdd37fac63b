import { asc, desc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { auditEntries } from "@/db/schema/audit";
import { requireRole } from "@/server/accounts/require-role";
import type { ServiceContext } from "@/server/service-context";

/** The people and API keys with entries in the audit log, by their newest names. */
export async function listActors(ctx: ServiceContext): Promise<{ id: string; name: string }[]> {
  requireRole(ctx, "admin");
  const { actorId, actorName, seq, workspaceId } = auditEntries;
  const rows = await db
    .selectDistinctOn([actorId], { id: actorId, name: actorName })
    .from(auditEntries)
    .where(eq(workspaceId, ctx.workspaceId))
    .orderBy(asc(actorId), desc(seq));
  return rows.flatMap(({ id, name }) => (id === null ? [] : [{ id, name }]));
}
