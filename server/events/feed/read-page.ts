import { sql } from "drizzle-orm";
import { events } from "@/db/schema/events";
import { statement } from "@/db/statement";
import type { EventName } from "@/server/schemas/events/event-names";
import { feedItem } from "./feed-item";

export interface FeedPage {
  /** The events as JSON, in the order of the feed. */
  items: string[];
  hasMore: boolean;
  /** Where the next page continues; null if the workspace has no event yet. */
  next: { id: string; position: number } | null;
}

interface PageQuery {
  /** The page starts behind this position. */
  after: number;
  limit: number;
  /** Null for all. */
  names: readonly EventName[] | null;
}

/** A page ends when the stored payloads of its events exceed this, so that a request cannot fill the memory. */
const PAGE_BYTES = 4 * 1024 * 1024;

/**
 * Reads the events of a workspace behind a position. If they are the last ones, the next page continues behind the
 * newest event of all names, so that a reader of rare events does not search the same ones again.
 */
export async function readPage(workspaceId: string, { after, limit, names }: PageQuery): Promise<FeedPage> {
  const rows = await selectPage({ workspaceId, after, most: limit + 1, names: names && `{${names.join(",")}}` });
  const found = rows.flatMap((row) => (row.id === null ? [] : [row])).slice(0, limit);
  const items = found.map(({ id, name, payload, position, createdAt }) => {
    return feedItem({ id, name, payload, position: Number(position), createdAt: new Date(createdAt) });
  });
  const hasMore = (rows[0]?.found ?? 0) > items.length;
  const last = found.at(-1);
  const newest = rows[0]?.newestId ? { id: rows[0].newestId, position: Number(rows[0].newestPosition) } : null;
  const next = hasMore && last ? { id: last.id, position: Number(last.position) } : newest;
  return { items, hasMore, next };
}

/** A bigint is a text in the driver's form. */
type Row = { newestId: string | null; newestPosition: string | null; found: number | null } & (
  | { id: null }
  | { id: string; name: EventName; payload: Record<string, unknown>; position: string; createdAt: number }
);

/** One statement sees one state of the feed, so that no event is published between the page and the newest event. */
const selectPage = statement<{ workspaceId: string; after: number; most: number; names: string | null }, Row>(
  ({ workspaceId, after, most, names }) => sql`
    select newest.id as "newestId", newest.position as "newestPosition",
      page.id, page.name, page.payload, page.position, (extract(epoch from page.created_at) * 1000)::float8 as "createdAt", page.found
    from (select) as one
    left join lateral (
      select id, position from ${events} where workspace_id = ${workspaceId} and position > 0
      order by position desc limit 1
    ) as newest on true
    left join lateral (
      select *, count(*) over ()::int as found, sum(octet_length(payload::text)) over (order by position) as bytes
      from (
        select id, name, payload, position, created_at from ${events}
        where workspace_id = ${workspaceId} and position > ${after}::bigint
          and (${names}::text[] is null or name = any(${names}::text[]))
        order by position limit ${most}::int
      ) as behind
    ) as page on page.bytes - octet_length(page.payload::text) <= ${sql.raw(String(PAGE_BYTES))}
    order by page.position`,
);
