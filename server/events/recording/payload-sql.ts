import { SQL, sql } from "drizzle-orm";
import { eventCatalogue, type EventPayload } from "@/server/schemas/events/event-catalogue";
import type { EventName } from "@/server/schemas/events/event-names";

/** A constant of a payload. */
type Constant = string | number | boolean | null | readonly [] | Record<string, never>;

/** The value of each key of a payload: an expression of any type but `unknown`, or a constant. */
export type PayloadSql<N extends EventName> = Record<keyof EventPayload<N>, SQL | Constant>;

/**
 * A payload as an expression of the type json, with its keys in the order of its schema. Text is joined because a call of
 * json_build_object takes at most 100 arguments.
 */
export function payloadJson<N extends EventName>(name: N, values: PayloadSql<N>): SQL {
  const given = new Map<string, SQL | Constant>(Object.entries(values));
  const parts = Object.keys(eventCatalogue[name].schema.shape).map((key, i) => {
    const start = `${i === 0 ? "{" : ","}${JSON.stringify(key)}:`;
    const value = given.get(key) ?? null;
    return value instanceof SQL
      ? sql`${literal(start)} || coalesce(to_json(${value})::text, 'null')`
      : literal(start + JSON.stringify(value));
  });
  return sql`(${sql.join(parts, sql` || `)} || '}')::json`;
}

/** A time as ISO 8601 text in UTC with milliseconds. */
export function isoTime(time: SQL): SQL {
  return sql`to_char(${time} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** A text of this code as part of a statement's text, so that it is not sent with each execution. */
export function literal(text: string): SQL {
  return sql.raw(`'${text.replaceAll("'", "''")}'`);
}
