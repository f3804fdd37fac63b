import { is, Placeholder, type Query, type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { db, type Executor } from "./client";

/** The slots for a statement's values, by name. */
export type Slots<Values> = { readonly [Name in keyof Values]-?: SQL };

const dialect = new PgDialect();

/**
 * A statement that every message or call of an action needs: drizzle builds its text only at the first execution, and a
 * value with several slots is sent once.
 * @param build Builds the statement with slots for its values; a value has the same type in all of its slots.
 * @returns a function that executes it with values in the driver's form (JSON as text).
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

/** Renumbers the parameters, so that each slot becomes one parameter. */
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
