import { and, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { knowledgeSources } from "@/db/schema/knowledge";
import { DomainError } from "@/server/errors";
import { apiSettings, sourceStatuses } from "@/server/schemas/knowledge/source-settings";
import { countsOf } from "../sources/source-counts";

/** An id that the customer's system chose. */
export const externalId = z
  .string()
  .regex(/^[^\p{Cc}\u{FFFD}]{1,200}$/u, "An id has 1 to 200 letters and no control characters.");

/** A source as the API shows it. */
export const apiSource = z.object({
  id: z.string().meta({ description: "Your id of the source.", example: "article-42" }),
  name: z.string(),
  format: apiSettings.shape.format,
  url: z.string().nullable().meta({ description: "Where people can read it." }),
  status: z.enum(sourceStatuses).meta({
    description:
      "`queued` and `reading`: the newest text is not searched yet. `ready`; `warnings`: parts could not be read; " +
      "`failed`: it could not be read; `stale`: it could not be read, and an earlier text is in use.",
  }),
  error: z.string().nullable().meta({ description: "Why the newest text could not be read." }),
  warnings: z.array(z.string()),
  chunks: z.int().meta({ description: "The number of parts that are searched." }),
  read_at: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});
export type ApiSource = z.infer<typeof apiSource>;

/** A source with its text. */
export const wholeApiSource = apiSource.extend({ text: z.string() });

const MAX_PAGE = 100;

export const listApiSourcesQuery = z.strictObject({
  after: externalId.optional().meta({ description: "The id of a source: the list continues behind it." }),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(50),
});

/** A page of sources. */
export const apiSourcePage = z.object({
  data: z.array(apiSource),
  has_more: z.boolean(),
  next: z.string().nullable().meta({ description: "The id to continue after; null at the end." }),
});

/** The sources that came by the API, newest first. @throws DomainError not_found for an unknown `after`. */
export async function listApiSources(
  workspaceId: string,
  { after, limit }: z.output<typeof listApiSourcesQuery>,
): Promise<z.infer<typeof apiSourcePage>> {
  const before = after === undefined ? undefined : (await findApiSource(workspaceId, after)).source.id;
  const rows = await selectSources(workspaceId)
    .where(
      and(
        eq(knowledgeSources.workspaceId, workspaceId),
        eq(knowledgeSources.kind, "api"),
        before === undefined ? undefined : sql`${knowledgeSources.id} < ${before}`,
      ),
    )
    .orderBy(desc(knowledgeSources.id))
    .limit(limit + 1);
  const data = rows.slice(0, limit).map(show);
  const hasMore = rows.length > limit;
  return { data, has_more: hasMore, next: hasMore ? (data.at(-1)?.id ?? null) : null };
}

/** A source with its text. @throws DomainError not_found. */
export async function getApiSource(workspaceId: string, id: string): Promise<z.infer<typeof wholeApiSource>> {
  const row = await findApiSource(workspaceId, id);
  return { ...show(row), text: settingsOf(row.source).text };
}

type Source = typeof knowledgeSources.$inferSelect;

/** @throws DomainError not_found. */
async function findApiSource(workspaceId: string, id: string) {
  const [row] = await selectSources(workspaceId).where(apiSourceOf(workspaceId, id));
  if (!row) throw noSource();
  return row;
}

/** Matches a source by the id that the customer's system chose. */
export function apiSourceOf(workspaceId: string, id: string) {
  return and(eq(knowledgeSources.workspaceId, workspaceId), eq(knowledgeSources.externalId, id));
}

/** The error for an id that no source has. */
export function noSource(): DomainError {
  return new DomainError("not_found", "There is no source with this id in the workspace.");
}

/** The settings of a source that came by the API. */
export function settingsOf({ settings }: Source) {
  return apiSettings.parse(settings);
}

function selectSources(workspaceId: string) {
  const counts = countsOf(workspaceId);
  return db
    .select({ source: knowledgeSources, chunks: sql<number>`coalesce(${counts.chunks}, 0)::int` })
    .from(knowledgeSources)
    .leftJoin(counts, eq(counts.sourceId, knowledgeSources.id));
}

function show({ source, chunks }: { source: Source; chunks: number }): ApiSource {
  const { format, url } = settingsOf(source);
  return {
    id: source.externalId ?? "",
    name: source.name,
    format,
    url,
    status: source.status,
    error: source.error,
    warnings: source.warnings,
    chunks,
    read_at: source.readAt?.toISOString() ?? null,
    created_at: source.createdAt.toISOString(),
    updated_at: source.updatedAt.toISOString(),
  };
}
