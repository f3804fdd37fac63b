import { and, desc, eq, gte, ne, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { knowledgeSources } from "@/db/schema/knowledge";
import { knowledgeUses } from "@/db/schema/knowledge-searches";
import { dataTables } from "@/db/schema/tables";
import { requireRole } from "@/server/accounts/require-role";
import { SEARCHES_KEPT_DAYS, USES_COUNTED_DAYS } from "@/server/schemas/knowledge/search-retention";
import { excerpt } from "@/server/text/excerpt";
import type { ServiceContext } from "@/server/service-context";
import { countsOf } from "./source-counts";

/** Lists the workspace's sources without its direct questions, newest first. */
export async function listSources(ctx: ServiceContext) {
  requireRole(ctx, "viewer");
  const documents = countsOf(ctx.workspaceId);
  const rows = await db
    .select({
      id: knowledgeSources.id,
      kind: knowledgeSources.kind,
      name: knowledgeSources.name,
      isEnabled: knowledgeSources.isEnabled,
      status: knowledgeSources.status,
      progress: knowledgeSources.progress,
      error: knowledgeSources.error,
      readAt: knowledgeSources.readAt,
      createdAt: knowledgeSources.createdAt,
      documents: sql<number>`coalesce(${documents.documents}, 0)`,
      chunks: sql<number>`coalesce(${documents.chunks}, 0)`,
      /** Where it is from: an address, a table's name, or the id that an API source has in the customer's system. */
      origin: sql<
        string | null
      >`coalesce(${knowledgeSources.settings} ->> 'url', ${dataTables.name}, ${knowledgeSources.externalId})`,
    })
    .from(knowledgeSources)
    .leftJoin(documents, eq(documents.sourceId, knowledgeSources.id))
    .leftJoin(
      dataTables,
      and(
        eq(dataTables.workspaceId, ctx.workspaceId),
        sql`${dataTables.id} = ${knowledgeSources.settings} ->> 'tableId'`,
      ),
    )
    .where(and(eq(knowledgeSources.workspaceId, ctx.workspaceId), ne(knowledgeSources.kind, "question")))
    .orderBy(desc(knowledgeSources.createdAt), desc(knowledgeSources.id));
  return rows.map(({ readAt, createdAt, error, ...source }) => ({
    ...source,
    createdAt: createdAt.toISOString(),
    error: error === null ? null : excerpt(error, 300),
    readAt: readAt?.toISOString() ?? null,
  }));
}

/** How a source was used in answers. */
export interface SourceUse {
  /** The answers of the last 30 days. */
  uses: number;
  lastUsedAt: string;
}

/** How each source of the workspace was used while searches are kept (`SEARCHES_KEPT_DAYS`). An unused one is absent. */
export async function countUses(ctx: ServiceContext): Promise<Record<string, SourceUse>> {
  requireRole(ctx, "viewer");
  const { sourceId, day, uses, lastUsedAt } = knowledgeUses;
  const today = sql`(now() at time zone 'utc')::date`;
  const rows = await db
    .select({
      sourceId,
      uses: sql<number>`coalesce(sum(${uses}) filter (where ${day} > ${today} - ${USES_COUNTED_DAYS}::int), 0)`.mapWith(
        Number,
      ),
      lastUsedAt: sql<Date>`max(${lastUsedAt})`.mapWith(lastUsedAt),
    })
    .from(knowledgeUses)
    .where(and(eq(knowledgeUses.workspaceId, ctx.workspaceId), gte(day, sql`${today} - ${SEARCHES_KEPT_DAYS}::int`)))
    .groupBy(sourceId);
  return Object.fromEntries(
    rows.map((row) => [row.sourceId, { uses: row.uses, lastUsedAt: row.lastUsedAt.toISOString() }]),
  );
}

/** The names of all sources and direct questions, to choose from. */
export async function sourceChoices(ctx: ServiceContext) {
  requireRole(ctx, "viewer");
  return db
    .select({
      id: knowledgeSources.id,
      kind: knowledgeSources.kind,
      name: sql<string>`left(${knowledgeSources.name}, 120)`,
      isEnabled: knowledgeSources.isEnabled,
    })
    .from(knowledgeSources)
    .where(eq(knowledgeSources.workspaceId, ctx.workspaceId))
    .orderBy(sql`lower(${knowledgeSources.name})`, knowledgeSources.id);
}
