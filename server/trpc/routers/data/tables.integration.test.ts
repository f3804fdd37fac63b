import { TRPCError } from "@trpc/server";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { dataTableRows } from "@/db/schema/tables";
import { makeMember, makeWorkspace } from "@/db/testing/factories";
import { createAction } from "@/server/actions/definition/draft-actions";
import { createBot } from "@/server/bots/create-bot";
import { publishBot } from "@/server/bots/publish-bot";
import { errorDetails } from "@/server/trpc/domain-errors";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { exportTable } from "@/server/tables/exports/open-export";
import { findTable } from "@/server/tables/find-table";
import { makeOrders, type TestTable } from "@/server/tables/testing/make-table";

let orders: TestTable;
let caller: ReturnType<typeof createTestCaller>["tables"];
beforeEach(async () => {
  orders = await makeOrders([
    { number: "A-1", price: 10, paid: true, day: "2026-01-05", at: "2026-01-05T10:00:00Z" },
    { number: "A-2", price: 9.5, paid: false, day: "2026-02-01" },
    { number: "b-10%", price: 100, at: "2026-01-05T10:00:00.500Z" },
    { number: "A-1", paid: true, at: "2026-01-05T12:00:00+02:00" },
  ]);
  caller = createTestCaller({ userId: orders.userId }).tables;
});

async function refusal(call: Promise<unknown>) {
  const error = await call.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(error instanceof TRPCError)) throw new Error(`Not refused: ${String(error)}`);
  return { code: error.code, message: error.message, details: errorDetails(error).details };
}

type RowsInput = Omit<Parameters<typeof caller.rows>[0], "tableId">;

/** Returns the found rows in the form number:price. */
async function found(input: RowsInput): Promise<string[]> {
  const { rows } = await caller.rows({ tableId: orders.tableId, ...input });
  return rows.map(({ values }) => `${values["number"]}:${values["price"] ?? "-"}`);
}

describe("A table", () => {
  it("is listed by name, returned, offered to steps, renamed and deleted", async () => {
    const { id } = await caller.create({ name: "Cities", columns: [{ name: "Größe (m²)", type: "number" }] });
    expect((await caller.list()).map(({ name, rowCount }) => [name, rowCount])).toEqual([
      ["Cities", 0],
      ["Orders", 4],
    ]);
    expect(await caller.get({ tableId: id })).toMatchObject({
      columns: [{ key: "gro_e_m2", name: "Größe (m²)", type: "number" }],
      source: null,
    });
    expect((await caller.choices())[1]).toMatchObject({ id: orders.tableId, name: "Orders", isLinked: false });
    await caller.update({ tableId: id, name: "Towns", description: "Where we are." });
    expect(await caller.get({ tableId: id })).toMatchObject({ name: "Towns", description: "Where we are." });
    await caller.delete({ tableId: id });
    expect((await refusal(caller.get({ tableId: id }))).code).toBe("NOT_FOUND");
  });

  it("has a unique name, and columns with unique names", async () => {
    expect(await refusal(caller.create({ name: "Orders", columns: [{ name: "a", type: "text" }] }))).toMatchObject({
      code: "CONFLICT",
      message: 'There is another table named "Orders". Choose another name.',
      details: [{ path: ["name"] }],
    });
    const { id } = await caller.create({ name: "Other", columns: [{ name: "a", type: "text" }] });
    expect((await refusal(caller.update({ tableId: id, name: "Orders" }))).code).toBe("CONFLICT");
    const twice = [
      { name: "Name", type: "text" as const },
      { name: " name ", type: "text" as const },
    ];
    expect((await refusal(caller.create({ name: "X", columns: twice }))).details).toMatchObject([
      { path: ["columns", 1, "name"] },
    ]);
  });

  it("cannot be found by other workspaces, nor changed by viewers", async () => {
    const other = await makeWorkspace();
    const { tableId } = orders;
    const stranger = createTestCaller({ userId: other.userId }).tables;
    const calls = [
      stranger.get({ tableId }),
      stranger.rows({ tableId }),
      stranger.update({ tableId, name: "Mine" }),
      stranger.addRow({ tableId, values: {} }),
      stranger.deleteRows({ tableId, rowIds: ["row_x"] }),
      stranger.removeColumn({ tableId, key: "price", force: true }),
      stranger.delete({ tableId, force: true }),
      stranger.refreshNow({ tableId }),
    ];
    const codes = await Promise.all(calls.map(async (call) => (await refusal(call)).code));
    expect(new Set(codes)).toEqual(new Set(["NOT_FOUND"]));
    const viewer = createTestCaller(await makeMember(orders.workspaceId, "viewer")).tables;
    expect((await viewer.rows({ tableId })).total).toBe(4);
    expect((await refusal(viewer.addRow({ tableId, values: {} }))).code).toBe("FORBIDDEN");
  });

  it("is deleted only after confirmation if actions use it", async () => {
    const { id: botId } = await createBot(orders.ctx, { name: "Shop", templateId: null });
    const step = {
      kind: "table" as const,
      name: "find",
      tableId: orders.tableId,
      operation: {
        type: "find" as const,
        match: "all" as const,
        filters: [{ column: "number", operator: "equals" as const, value: "x" }],
        sort: [],
        limit: 5,
      },
    };
    await createAction(orders.ctx, {
      botId,
      definition: {
        name: "Find order",
        functionName: "find_order",
        description: "",
        arguments: [],
        constants: [],
        steps: [step],
        returnMode: "last",
        errorMessage: "",
      },
    });
    await publishBot(orders.ctx, botId);
    const { tableId } = orders;
    const refused = await refusal(caller.delete({ tableId }));
    expect(refused).toMatchObject({ code: "CONFLICT", details: [{ path: ["force"], message: "Shop: Find order" }] });
    expect(refused.message).toContain('used by the action "Find order" of the bot Shop');
    expect((await refusal(caller.removeColumn({ tableId, key: "number" }))).code).toBe("CONFLICT");
    await caller.removeColumn({ tableId, key: "price" });
    await caller.delete({ tableId, force: true });
    expect(await db.select().from(dataTableRows).where(eq(dataTableRows.tableId, tableId))).toEqual([]);
  });
});

describe("The rows of a table", () => {
  it.each<[string, RowsInput, string[]]>([
    ["all in the order they were added", {}, ["A-1:10", "A-2:9.5", "b-10%:100", "A-1:-"]],
    ["a page", { offset: 1, limit: 2 }, ["A-2:9.5", "b-10%:100"]],
    ["equal texts, case and all", { filters: [f("number", "equals", "A-1")] }, ["A-1:10", "A-1:-"]],
    ["unequal texts", { filters: [f("number", "not_equals", "A-1")] }, ["A-2:9.5", "b-10%:100"]],
    ["what contains a text in any case", { filters: [f("number", "contains", "B-1")] }, ["b-10%:100"]],
    ["a per cent sign as it is", { filters: [f("number", "contains", "0%")] }, ["b-10%:100"]],
    ["numbers as numbers", { filters: [f("price", "greater", "9.9")] }, ["A-1:10", "b-10%:100"]],
    ["numbers at a bound", { filters: [f("price", "less_or_equal", 10)] }, ["A-1:10", "A-2:9.5"]],
    ["parts of numbers", { filters: [f("price", "contains", "10")] }, ["A-1:10", "b-10%:100"]],
    ["yes and no", { filters: [f("paid", "equals", "yes")] }, ["A-1:10", "A-1:-"]],
    ["what is not yes, empty cells too", { filters: [f("paid", "not_equals", true)] }, ["A-2:9.5", "b-10%:100"]],
    ["dates", { filters: [f("day", "greater_or_equal", "2026-02-01")] }, ["A-2:9.5"]],
    [
      "moments, whatever their zone",
      { filters: [f("at", "equals", "2026-01-05T11:00:00+01:00")] },
      ["A-1:10", "A-1:-"],
    ],
    ["moments within a second", { filters: [f("at", "greater", "2026-01-05T10:00:00Z")] }, ["b-10%:100"]],
    ["empty cells", { filters: [f("price", "is_empty", "")] }, ["A-1:-"]],
    ["filled cells", { filters: [f("price", "is_not_empty", "")] }, ["A-1:10", "A-2:9.5", "b-10%:100"]],
    ["an empty value equals empty cells only", { filters: [f("price", "equals", " ")] }, ["A-1:-"]],
    ["nothing is greater than an empty value", { filters: [f("price", "greater", "")] }, []],
    ["nothing contains an empty value", { filters: [f("number", "contains", "")] }, []],
    ["all filters", { filters: [f("number", "equals", "A-1"), f("price", "equals", 10)] }, ["A-1:10"]],
    [
      "any filter",
      { match: "any", filters: [f("price", "equals", 9.5), f("price", "equals", 100)] },
      ["A-2:9.5", "b-10%:100"],
    ],
    ["words in any cell", { search: "2026-02" }, ["A-2:9.5"]],
    ["words with signs that mean something to SQL", { search: "_-1" }, []],
    ["numbers upwards, empty ones last", { sort: [s("price", "asc")] }, ["A-2:9.5", "A-1:10", "b-10%:100", "A-1:-"]],
    ["numbers downwards, empty ones last", { sort: [s("price", "desc")] }, ["b-10%:100", "A-1:10", "A-2:9.5", "A-1:-"]],
    ["by two columns", { sort: [s("number", "asc"), s("price", "desc")] }, ["A-1:10", "A-1:-", "A-2:9.5", "b-10%:100"]],
  ])("%s", async (_, input, expected) => {
    expect(await found(input)).toEqual(expected);
  });

  it("are counted, including all matches", async () => {
    const total = async (input: RowsInput) => (await caller.rows({ tableId: orders.tableId, ...input })).total;
    expect(await total({ limit: 1 })).toBe(4);
    expect(await total({ limit: 1, search: "A-1" })).toBe(2);
    expect(await total({ limit: 1, offset: 3, filters: [f("paid", "equals", true)] })).toBe(2);
  });

  it("are searched for quotes, backslashes and line breaks, too, but not for column keys", async () => {
    await caller.addRow({ tableId: orders.tableId, values: { number: 'say "hi\\there"\nÜber 🦊' } });
    expect(await found({ search: '"HI\\' })).toHaveLength(1);
    expect(await found({ search: 'there"\nüber 🦊' })).toHaveLength(1);
    expect(await found({ search: "number" })).toEqual([]);
  });

  it("can be filtered while other tables have cells of other types", async () => {
    const { id } = await caller.create({ name: "Texts", columns: [{ name: "Price", type: "text" }] });
    await caller.addRow({ tableId: id, values: { price: "cheap" } });
    expect(await found({ filters: [f("price", "greater", 50)], sort: [s("price", "asc")] })).toEqual(["b-10%:100"]);
  });

  it.each<[RowsInput, string, (string | number)[]]>([
    [
      { filters: [f("price", "equals", "abc")] },
      'Price must be a number, such as 12.5; got "abc".',
      ["filters", 0, "value"],
    ],
    [{ filters: [f("x' or 1=1", "equals", "1")] }, `The table has no column "x' or 1=1".`, ["filters", 0, "column"]],
    [{ filters: [f("paid", "greater", "1")] }, "Paid is true or false", ["filters", 0, "operator"]],
    [{ sort: [s("nope", "asc")] }, 'The table has no column "nope".', ["sort", 0, "column"]],
  ])("are not searched with an invalid filter or order: %#", async (input, message, path) => {
    const refused = await refusal(caller.rows({ tableId: orders.tableId, ...input }));
    expect(refused).toMatchObject({ code: "BAD_REQUEST", details: [{ path }] });
    expect(refused.message).toContain(message);
  });
});

function f(
  column: string,
  operator: NonNullable<RowsInput["filters"]>[number]["operator"],
  value: string | number | boolean,
) {
  return { column, operator, value };
}

function s(column: string, direction: "asc" | "desc") {
  return { column, direction };
}

describe("A change of rows", () => {
  it("adds, changes and deletes rows, and updates the count", async () => {
    const { tableId } = orders;
    const row = await caller.addRow({ tableId, values: { number: "C-1", price: "12.50", paid: "no", day: "" } });
    expect(row.values).toEqual({ number: "C-1", price: 12.5, paid: false });
    const changed = await caller.updateCells({ tableId, rowId: row.id, values: { price: null, day: "2026-03-01" } });
    expect(changed.values).toEqual({ number: "C-1", paid: false, day: "2026-03-01" });
    expect((await caller.get({ tableId })).rowCount).toBe(5);
    expect(await caller.deleteRows({ tableId, rowIds: [row.id, row.id, "row_gone"] })).toMatchObject({ count: 1 });
    expect((await caller.get({ tableId })).rowCount).toBe(4);
    expect((await refusal(caller.updateCells({ tableId, rowId: row.id, values: {} }))).code).toBe("NOT_FOUND");
  });

  it("with an invalid value reports the cell, the expected type and the value", async () => {
    const { tableId } = orders;
    const refused = await refusal(caller.addRow({ tableId, values: { price: "1 234,5", day: "2026-02-30", nope: 1 } }));
    expect(refused.details.map(({ path }) => path)).toEqual([
      ["values", "price"],
      ["values", "day"],
      ["values", "nope"],
    ]);
    expect(refused.message).toContain('Price must be a number, such as 12.5; got "1 234,5".');
    expect((await caller.get({ tableId })).rowCount).toBe(4);
  });

  it("is not lost among many concurrent ones", async () => {
    const { tableId } = orders;
    await Promise.all(Array.from({ length: 20 }, (_, i) => caller.addRow({ tableId, values: { price: i } })));
    expect(await caller.get({ tableId })).toMatchObject({ rowCount: 24 });
    expect((await caller.rows({ tableId, search: "" })).rows).toHaveLength(24);
  });
});

describe("The columns of a table", () => {
  it("are added, renamed, moved and removed with their cells", async () => {
    const { tableId } = orders;
    expect(await caller.addColumn({ tableId, name: "Price!", type: "text" })).toEqual({
      key: "price_2",
      name: "Price!",
      type: "text",
    });
    expect(await caller.updateColumn({ tableId, key: "price", name: "Cost" })).toMatchObject({
      key: "price",
      name: "Cost",
    });
    expect((await refusal(caller.updateColumn({ tableId, key: "price", name: "number" }))).code).toBe("CONFLICT");
    await caller.removeColumn({ tableId, key: "paid" });
    await caller.reorderColumns({ tableId, keys: ["price_2", "at", "day", "price", "number"] });
    expect((await caller.get({ tableId })).columns.map(({ key }) => key)).toEqual([
      "price_2",
      "at",
      "day",
      "price",
      "number",
    ]);
    expect((await caller.rows({ tableId })).rows.some(({ values }) => "paid" in values)).toBe(false);
    expect((await refusal(caller.reorderColumns({ tableId, keys: ["at", "at", "day", "price", "number"] }))).code).toBe(
      "CONFLICT",
    );
  });

  it("change their type if every cell can be converted", async () => {
    const { tableId } = orders;
    await caller.updateColumn({ tableId, key: "price", type: "text" });
    expect(await found({})).toEqual(["A-1:10", "A-2:9.5", "b-10%:100", "A-1:-"]);
    expect((await caller.rows({ tableId })).rows[0]?.values["price"]).toBe("10");
    await caller.updateColumn({ tableId, key: "price", type: "number" });
    expect((await caller.rows({ tableId })).rows[0]?.values["price"]).toBe(10);
  });

  it("keep their type if a cell cannot be converted, and report the cell", async () => {
    const { tableId } = orders;
    const refused = await refusal(caller.updateColumn({ tableId, key: "number", type: "number", name: "No" }));
    expect(refused.code).toBe("CONFLICT");
    expect(refused.message).toContain("4 cells of Number cannot be converted. row 1: Number must be a number");
    expect((await caller.get({ tableId })).columns[0]).toEqual({ key: "number", name: "Number", type: "text" });
  });
});

describe("An export", () => {
  it("is CSV that other programs can read but do not execute", async () => {
    const { tableId } = orders;
    await caller.addRow({ tableId, values: { number: '=HYPERLINK("x")', price: -5 } });
    const text = await new Response(exportTable(await findTable(orders.workspaceId, tableId))).text();
    expect(text.split("\r\n")).toEqual([
      "Number,Price,Paid,Day,At",
      "A-1,10,true,2026-01-05,2026-01-05T10:00:00Z",
      "A-2,9.5,false,2026-02-01,",
      "b-10%,100,,,2026-01-05T10:00:00.500Z",
      "A-1,,true,,2026-01-05T10:00:00Z",
      `"'=HYPERLINK(""x"")",-5,,,`,
      "",
    ]);
  });
});
