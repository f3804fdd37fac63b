import { createHash } from "node:crypto";
import { and, count, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { knowledgeDocuments } from "@/db/schema/knowledge";
import { requireRole } from "@/server/accounts/require-role";
import type { SourceSettings } from "@/server/schemas/knowledge/source-settings";
import type { ServiceContext } from "@/server/service-context";
import { findSource, type KnowledgeSource } from "./find-source";

/** Returns a source with its settings, without its documents. @throws DomainError `not_found`. */
export async function getSource(ctx: ServiceContext, sourceId: string) {
  requireRole(ctx, "viewer");
  const source = await findSource(ctx.workspaceId, sourceId);
  const [counts] = await db
    .select({ documents: count(), chunks: sql<number>`coalesce(sum(${knowledgeDocuments.chunkCount}), 0)::int` })
    .from(knowledgeDocuments)
    .where(
      and(
        eq(knowledgeDocuments.workspaceId, ctx.workspaceId),
        eq(knowledgeDocuments.sourceId, sourceId),
        eq(knowledgeDocuments.isLive, true),
      ),
    );
  return {
    id: source.id,
    kind: source.kind,
    name: source.name,
    externalId: source.externalId,
    isEnabled: source.isEnabled,
    status: source.status,
    progress: source.progress,
    warnings: source.warnings,
    error: source.error,
    schedule: source.schedule,
    settings: source.settings,
    basedOn: sourceKey(source),
    documents: counts?.documents ?? 0,
    chunks: counts?.chunks ?? 0,
    nextReadAt: source.nextReadAt?.toISOString() ?? null,
    readAt: source.readAt?.toISOString() ?? null,
    succeededAt: source.succeededAt?.toISOString() ?? null,
    createdAt: source.createdAt.toISOString(),
  };
}

/** Tells two states of a source apart, so that a form does not overwrite a newer one. */
export function sourceKey({
  name,
  schedule,
  settings,
}: Pick<KnowledgeSource, "name" | "schedule" | "settings">): string {
  const state = JSON.stringify([name, schedule, settingsKey(settings)]);
  return createHash("sha256").update(state).digest("hex").slice(0, 32);
}

/** Equal for equal settings. */
export function settingsKey(settings: SourceSettings): string {
  // PostgreSQL may return the fields of a jsonb value in another order.
  return JSON.stringify(Object.entries(settings).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
