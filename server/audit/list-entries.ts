import { and, desc, eq, gte, lt, lte, or, sql } from "drizzle-orm";
import type { z } from "zod";
import { db } from "@/db/client";
import { auditEntries } from "@/db/schema/audit";
import { requireRole } from "@/server/accounts/require-role";
import type { ServiceContext } from "@/server/service-context";
import { storableText } from "@/server/text/storable-text";
import type { AuditFilters, listAuditInput } from "./audit-filters";

const PAGE = 50;

/** Lists who changed what in a workspace: newest first, in pages of 50. */
export async function listAudit(ctx: ServiceContext, { cursor, ...filters }: z.infer<typeof listAuditInput>) {
  requireRole(ctx, "admin");
  const rows = await readEntries(ctx.workspaceId, filters, cursor ?? null, PAGE + 1);
  const entries = rows.slice(0, PAGE);
  return { entries, nextCursor: rows.length > PAGE ? (entries.at(-1)?.seq ?? null) : null };
}

export type AuditEntry = Awaited<ReturnType<typeof readEntries>>[number];

/** Reads entries before a sequence number, newest first. */
export function readEntries(workspaceId: string, filters: AuditFilters, before: number | null, limit: number) {
  return db
    .select()
    .from(auditEntries)
    .where(and(matching(workspaceId, filters), before === null ? undefined : lt(auditEntries.seq, before)))
    .orderBy(desc(auditEntries.seq))
    .limit(limit);
}

function matching(workspaceId: string, { actorId, targetType, search, since, until }: AuditFilters) {
  const { actorId: actor, targetType: type, targetId, targetName, createdAt } = auditEntries;
  const words = search ? storableText(search) : "";
  return and(
    eq(auditEntries.workspaceId, workspaceId),
    actorId === undefined ? undefined : eq(actor, actorId),
    targetType === undefined ? undefined : eq(type, targetType),
    words === "" ? undefined : or(eq(targetId, words), sql`strpos(lower(${targetName}), lower(${words})) > 0`),
    since === undefined ? undefined : gte(createdAt, new Date(since)),
    until === undefined ? undefined : lte(createdAt, new Date(until)),
  );
}
