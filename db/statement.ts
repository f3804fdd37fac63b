import { is, Placeholder, type Query, type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { db, type Executor } from "./client";

/** Where the values of a statement go, by their names. */
export type Slots<Values> = { readonly [Name in keyof Values]-?: SQL };

const dialect = new PgDialect();

/**
 * A statement that every message or call of an action needs: drizzle puts its text together at the first execution and
 * not at each, and a value that it has in several places travels once.
 * @param build The statement, with slots for its values; a value has one type wherever it is.
 * @returns Executes it with values, as they go to the driver (JSON as text).
 */
export function statement<Values extends Record<string, unknown>, Row extends Record<string, unknown>>(
  build: (slots: Slots<Values>) => SQL,
): (values: Values, on?: Executor) => Promise<Row[]> {
  let query: Query | undefined;
  return (values, on = db) => {
    query ??= withSlotsOnce(dialect.sqlToQuery(build(slotsByName())));
    const prepared = on._.session.prepareQuery<{ execute: Row[]; all: unknown; values: unknown }>(
      query,
      undefined,
      undefined,
      false,
    );
    return prepared.execute(values);
  };
}

function slotsByName<Values>(): Slots<Values> {
  const get = (_target: object, name: string) => sql`${sql.placeholder(name)}`;
  return new Proxy({}, { get }) as Slots<Values>;
}

/** Numbers the parameters anew, so that each slot is one of them. */
function withSlotsOnce({ sql: text, params }: Query): Query {
  const numbers = new Map<unknown, number>();
  const kept: unknown[] = [];
  const numberOf = (param: unknown) => {
    const key = is(param, Placeholder) ? param.name : Symbol("a constant");
    const known = numbers.get(key) ?? kept.push(param);
    numbers.set(key, known);
    return known;
  };
  return {
    sql: text.replaceAll(/\$(\d+)/g, (_match, digits) => `$${numberOf(params[Number(digits) - 1])}`),
    params: kept,
  };
}
