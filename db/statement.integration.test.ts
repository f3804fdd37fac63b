import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "./client";
import { statement } from "./statement";

const sumOf = statement<{ a: number; b: number | null }, { sum: number | null; twice: number; text: string }>(
  ({ a, b }) => sql`select ${a}::int + ${b}::int as sum, ${a}::int * 2 as twice, ${"a constant"}::text as text`,
);

describe("statement", () => {
  it("has a value in each of its slots, beside the constant parts", async () => {
    expect(await sumOf({ a: 2, b: 3 })).toEqual([{ sum: 5, twice: 4, text: "a constant" }]);
    expect(await sumOf({ a: 10, b: null })).toEqual([{ sum: null, twice: 20, text: "a constant" }]);
  });

  it("builds its text once", async () => {
    let times = 0;
    const counted = statement<{ a: string }, { a: string }>(({ a }) => {
      times += 1;
      return sql`select ${a}::text as a`;
    });
    expect([await counted({ a: "x" }), await counted({ a: "y" })]).toEqual([[{ a: "x" }], [{ a: "y" }]]);
    expect(times).toBe(1);
  });

  it("runs in the transaction that it is executed in", async () => {
    const make = statement<{ name: string }, Record<string, never>>(
      ({ name }) => sql`select set_config('parley.test', ${name}, true)`,
    );
    const read = statement<Record<string, never>, { name: string }>(
      () => sql`select coalesce(current_setting('parley.test', true), '') as name`,
    );
    await db.transaction(async (tx) => {
      await make({ name: "within" }, tx);
      expect(await read({}, tx)).toEqual([{ name: "within" }]);
    });
    expect(await read({})).toEqual([{ name: "" }]);
  });
});
