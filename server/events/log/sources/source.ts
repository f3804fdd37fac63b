import { type SQL, sql } from "drizzle-orm";
import type { DeliveryFilters } from "../delivery-filters";

/** The number of deliveries on a page of the list. */
export const PAGE = 50;

/** One more row than a page shows whether there is another page. Not a parameter, which would hide it from the planner. */
export const pageLimit: SQL = sql.raw(String(PAGE + 1));

/** What a search has found: deliveries match by an id, or because they concern one of these conversations. */
export interface Search {
  id: string;
  conversationIds: string[];
}

/** What the list asks of each kind of delivery. */
export interface Wanted {
  workspaceId: string;
  filters: DeliveryFilters;
  search: Search | null;
}

/**
 * Selects the ids of a kind's newest matching deliveries as `(kind, id, created_at)`, newest first and at most `PAGE` + 1.
 * Returns null if the filters leave out the whole kind.
 */
export type Source = (wanted: Wanted) => SQL | null;

/** The condition of the time range and the page, on a table with the alias `d`. */
export function inTime({ since, until, cursor }: DeliveryFilters, id: SQL = sql`d.id`): SQL {
  return all([
    since === undefined ? null : sql`d.created_at >= ${since}::timestamptz`,
    until === undefined ? null : sql`d.created_at < ${until}::timestamptz`,
    // The first condition lets an index seek where the second, which is exact, is no condition of it.
    cursor ? sql`d.created_at <= ${cursor.createdAt}::timestamptz` : null,
    cursor ? sql`(d.created_at, ${id}) < (${cursor.createdAt}::timestamptz, ${cursor.id})` : null,
  ]);
}

/** All of the conditions; true if there is none. */
export function all(conditions: (SQL | null)[]): SQL {
  const given = conditions.filter((condition) => condition !== null);
  return given.length === 0 ? sql`true` : sql.join(given, sql` and `);
}

/** An array of texts as one parameter. */
export function texts(values: readonly string[]): SQL {
  return sql`${sql.param(values)}::text[]`;
}
