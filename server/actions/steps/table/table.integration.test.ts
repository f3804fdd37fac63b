import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { actionRuns, actionStepRuns } from "@/db/schema/action-runs";
import { dataTables, dataTableWrites } from "@/db/schema/tables";
import { makeWorkspace } from "@/db/testing/factories";
import { checkDefinition } from "@/server/actions/definition/check-definition";
import { getRun } from "@/server/actions/history/get-run";
import { definitionOf, finish, queueRun } from "@/server/actions/testing/fixtures";
import { listRows } from "@/server/tables/rows/list-rows";
import type { RowValues } from "@/server/schemas/table-column";
import { tablesAbout } from "./tables-about";
import { makeOrders, type TestTable } from "@/server/tables/testing/make-table";
import { checkTableDraft } from "./check-table";
import { tableStep, type TableOperation, type TableStep } from "@/server/schemas/steps/table";

const rows: RowValues[] = [
  { number: "A-1", price: 10, paid: true, day: "2026-01-05" },
  { number: "A-2", price: 9.5 },
  { number: "A-3", price: 100 },
];

type Find = Extract<TableOperation, { type: "find" }>;
type Filters = Find["filters"];

const where = (...filters: Filters): Find => ({ type: "find", match: "all", filters, sort: [], limit: 10 });
const is = (column: string, value: string): Filters[number] => ({ column, operator: "equals", value });

function stepOn(tableId: string, operation: TableOperation, name = "rows"): TableStep {
  return { kind: "table", name, tableId, operation };
}

async function carryOut(orders: TestTable, operation: TableOperation | TableOperation[], args = {}) {
  const steps = [operation].flat().map((operation, i) => stepOn(orders.tableId, operation, `s${i + 1}`));
  const given = ["x", "day"].map((name) => ({ name, description: "", type: "string", required: false }));
  const definition = definitionOf(steps, { arguments: given });
  const key = await queueRun(definition, args, { workspaceId: orders.workspaceId });
  const outcome = await finish(key);
  const seen = await getRun(orders.ctx, key.runId);
  return { key, outcome, output: seen.steps.at(-1)?.output, error: seen.error };
}

async function inTable(orders: TestTable) {
  const { tableId } = orders;
  const listed = await listRows(orders.ctx, {
    tableId,
    search: "",
    match: "all",
    filters: [],
    sort: [],
    offset: 0,
    limit: 100,
  });
  expect(listed.total).toBe(listed.rows.length);
  return listed.rows.map(({ values }) => values);
}

describe("a step that finds rows", () => {
  it("returns cells in the order of the table's columns", async () => {
    const orders = await makeOrders(rows);
    const { output } = await carryOut(orders, where(is("number", "A-1")));
    expect(JSON.stringify(output?.body)).toBe(
      '{"rows":[{"number":"A-1","price":10,"paid":true,"day":"2026-01-05"}],"count":1}',
    );
  });

  it("returns rows to the bot as text, and to later steps by column key", async () => {
    const orders = await makeOrders(rows);
    const find = {
      ...where({ column: "price", operator: "greater", value: "{{args.x}}" }),
      sort: [{ column: "price", direction: "desc" as const }],
    };
    const add: TableOperation = {
      type: "add",
      values: [
        { column: "number", value: "copy of {{steps.s1.body.rows[0].number}}" },
        { column: "price", value: "{{steps.s1.body.count}}" },
      ],
    };
    const { outcome } = await carryOut(orders, find, { x: "9.9" });
    expect(outcome).toMatchObject({
      status: "succeeded",
      result: "Found 2 rows:\nNumber: A-3; Price: 100\nNumber: A-1; Price: 10; Paid: true; Day: 2026-01-05",
    });
    const { output } = await carryOut(orders, [find, add], { x: "9.9" });
    expect(output).toMatchObject({
      body: { count: 1, row: { number: "copy of A-3", price: 2 } },
      summary: "Added 1 row to Orders.",
      forBot: "Added 1 row to Orders.\nNumber: copy of A-3; Price: 2",
    });
  });

  it("reports that no rows match, or that more match than it returns", async () => {
    const orders = await makeOrders(rows);
    expect((await carryOut(orders, where(is("number", "a-1")))).output).toMatchObject({
      body: { rows: [], count: 0 },
      forBot: "No rows found.",
      summary: "Found no rows in Orders.",
    });
    const { output } = await carryOut(orders, { ...where(), limit: 2 });
    expect(output?.summary).toBe("Found the first 2 rows in Orders.");
    expect(output?.forBot).toContain("There are more rows that match");
  });

  it("finds nothing by an argument that was not given, and names the argument", async () => {
    const orders = await makeOrders([...rows, { price: 1 }]);
    const { output } = await carryOut(orders, where(is("number", "{{args.x}}")));
    expect(output).toMatchObject({
      body: { rows: [], count: 0 },
      forBot: 'No rows found. There is nothing to compare with. Number: the argument "x" was not given.',
    });
    const any = { ...where(is("number", "{{args.x}}"), is("price", "100")), match: "any" as const };
    expect((await carryOut(orders, any)).output?.body).toMatchObject({ rows: [{ number: "A-3" }], count: 1 });
  });

  it("compares dates by time, and notes that amounts in a text column are compared as texts", async () => {
    const orders = await makeOrders([
      { number: "9", at: "2030-05-17T14:30:00+03:00" },
      { number: "10", at: "2030-05-17T13:30:00Z" },
    ]);
    const later = { column: "at", operator: "greater" as const, value: "2030-05-17T12:00:00+00:00" };
    expect((await carryOut(orders, where(later))).output?.body).toMatchObject({ rows: [{ number: "10" }], count: 1 });
    const more = { column: "number", operator: "greater" as const, value: "10" };
    const { output } = await carryOut(orders, where(more));
    expect(output?.body).toMatchObject({ rows: [{ number: "9" }], count: 1 });
    expect(output?.summary).toContain("(Number holds text, so it was compared letter by letter: 9 comes after 10.)");
  });

  it("notes that it compared with an empty value", async () => {
    const orders = await makeOrders(rows);
    const { output } = await carryOut(orders, where(is("number", "{{args.x}}")), { x: "" });
    expect(output?.forBot).toBe("No rows found.\n(Number was compared with an empty value.)");
  });

  it("fails with a clear error when a value has the wrong type", async () => {
    const orders = await makeOrders(rows);
    const { outcome, error } = await carryOut(orders, where(is("price", "{{args.x}}")), { x: "abc" });
    expect(outcome).toMatchObject({ status: "failed", result: 'Price must be a number, such as 12.5; got "abc".' });
    expect(error).toBe('Step "s1": Price must be a number, such as 12.5; got "abc".');
  });

  it("fails when the table or column was deleted or belongs to another workspace", async () => {
    const orders = await makeOrders(rows);
    const other = await makeWorkspace();
    const foreign = { ...orders, ...other };
    expect((await carryOut(foreign, where())).outcome.result).toBe("This table does not exist in your workspace.");
    expect((await carryOut(orders, where(is("gone", "1")))).outcome.result).toContain(
      'The table has no column "gone".',
    );
  });
});

describe("a step that changes rows", () => {
  it("adds a row with cells of the right types", async () => {
    const orders = await makeOrders();
    const values = [
      { column: "number", value: "{{args.x}}" },
      { column: "price", value: " 12.50 " },
      { column: "paid", value: "no" },
      { column: "at", value: "2026-01-05 10:00" },
    ];
    await carryOut(orders, { type: "add", values }, { x: 'it\'s "quoted"; --' });
    expect(await inTable(orders)).toEqual([
      { number: 'it\'s "quoted"; --', price: 12.5, paid: false, at: "2026-01-05T10:00:00Z" },
    ]);
  });

  it("updates every matching row, and clears a cell whose value is empty", async () => {
    const orders = await makeOrders(rows);
    const values = [
      { column: "paid", value: "true" },
      { column: "day", value: "{{args.x}}" },
    ];
    const filters: Filters = [{ column: "price", operator: "greater_or_equal", value: "10" }];
    const { output } = await carryOut(orders, { type: "update", match: "all", filters, values }, { x: "" });
    expect(output).toMatchObject({
      body: { count: 2, row: { number: "A-1", price: 10, paid: true } },
      forBot: "Updated 2 rows in Orders.",
    });
    expect(await inTable(orders)).toEqual([
      { number: "A-1", price: 10, paid: true },
      { number: "A-2", price: 9.5 },
      { number: "A-3", price: 100, paid: true },
    ]);
  });

  it("deletes the matching rows, and reports when there are none", async () => {
    const orders = await makeOrders(rows);
    const remove: TableOperation = {
      type: "delete",
      match: "any",
      filters: [is("number", "A-1"), is("number", "A-3")],
    };
    expect((await carryOut(orders, remove)).output).toMatchObject({
      body: { count: 2, row: null },
      summary: "Deleted 2 rows from Orders.",
    });
    expect((await carryOut(orders, remove)).output?.forBot).toBe("Deleted nothing in Orders: no row matches.");
    expect(await inTable(orders)).toEqual([{ number: "A-2", price: 9.5 }]);
  });

  it("changes nothing when one value has the wrong type", async () => {
    const orders = await makeOrders(rows);
    const values = [
      { column: "number", value: "new" },
      { column: "price", value: "abc" },
    ];
    const failed = await carryOut(orders, { type: "update", match: "all", filters: [is("number", "A-1")], values });
    expect(failed.outcome).toMatchObject({
      status: "failed",
      result: 'Price must be a number, such as 12.5; got "abc".',
    });
    expect((await carryOut(orders, { type: "add", values })).outcome.status).toBe("failed");
    expect(await inTable(orders)).toEqual(rows);
  });

  it("is refused by a linked table and by a full one", async () => {
    const orders = await makeOrders();
    const add: TableOperation = { type: "add", values: [{ column: "number", value: "x" }] };
    await db.update(dataTables).set({ rowCount: 100_000 }).where(eq(dataTables.id, orders.tableId));
    expect((await carryOut(orders, add)).outcome.result).toContain("Orders has 100,000 rows, which is as many");
    await link(orders.tableId);
    expect((await carryOut(orders, add)).outcome.result).toContain("come from a linked address");
  });
});

describe("a step that is repeated after a crash", () => {
  const changes: [string, TableOperation, number][] = [
    ["adds once", { type: "add", values: [{ column: "number", value: "new" }] }, 4],
    [
      "updates once, and reports the same",
      { type: "update", match: "all", filters: [is("number", "A-1")], values: [{ column: "number", value: "B" }] },
      3,
    ],
    ["deletes once, and reports the same", { type: "delete", match: "all", filters: [is("number", "A-1")] }, 2],
  ];

  it.each(changes)("%s", async (_, operation, left) => {
    const orders = await makeOrders(rows);
    const first = await carryOut(orders, operation);
    await forget(first.key.runId);
    await finish(first.key);
    const again = await getRun(orders.ctx, first.key.runId);
    expect(again.steps[0]?.output).toEqual(first.output);
    expect(await inTable(orders)).toHaveLength(left);
  });

  it("adds once when executed concurrently", async () => {
    const orders = await makeOrders();
    const add: TableOperation = { type: "add", values: [{ column: "number", value: "new" }] };
    const key = await queueRun(definitionOf([stepOn(orders.tableId, add)]), {}, { workspaceId: orders.workspaceId });
    await Promise.all([finish(key), finish(key), finish(key)]);
    expect(await inTable(orders)).toEqual([{ number: "new" }]);
    expect(await db.$count(dataTableWrites, eq(dataTableWrites.tableId, orders.tableId))).toBe(1);
  });
});

/** Deletes the step's result, as if the process had crashed before storing it. */
async function forget(runId: string): Promise<void> {
  await db.delete(actionStepRuns).where(eq(actionStepRuns.runId, runId));
  await db.update(actionRuns).set({ status: "running", finishedAt: null }).where(eq(actionRuns.id, runId));
}

async function link(tableId: string): Promise<void> {
  const never = { lastRefreshedAt: null, lastTriedAt: null, lastError: null };
  const source = { kind: "csv_url" as const, url: "https://x.example/a.csv", everyMinutes: 60, ...never };
  await db.update(dataTables).set({ source }).where(eq(dataTables.id, tableId));
}

describe("a table step, when it is saved,", () => {
  it("is checked for faults in its templates and for duplicate cells", () => {
    const step = stepOn("tbl_1", {
      type: "add",
      values: [
        { column: "number", value: "{{args.nope}}" },
        { column: "number", value: "{{constants.key}}" },
      ],
    });
    const constants = [{ secret: true, name: "key", value: "a-secret-value" }];
    let details: { path: (string | number)[]; message: string }[] = [];
    try {
      checkDefinition(definitionOf([step], { constants }));
    } catch (error) {
      if (typeof error === "object" && error !== null && "details" in error && Array.isArray(error.details))
        details = error.details;
    }
    expect(details.map(({ path, message }) => [path.join("."), message])).toEqual([
      ["steps.0.operation.values.0.value", expect.stringContaining('no argument "nope"')],
      ["steps.0.operation.values.1.value", expect.stringContaining("is a secret")],
      ["steps.0.operation.values.1.column", "This column is given a value twice. Keep one of them."],
    ]);
  });

  it("requires a filter to update or delete", () => {
    const parsed = tableStep.safeParse({
      ...stepOn("tbl_1", where()),
      operation: { type: "delete", match: "all", filters: [] },
    });
    expect(parsed.error?.issues[0]?.message).toBe("Say which rows, so that not every row is changed.");
  });

  it("is checked against the table", async () => {
    const orders = await makeOrders();
    const scope = { workspaceId: orders.workspaceId, botId: "bot_1" };
    const faults = async (operation: TableOperation, tableId = orders.tableId) =>
      (await checkTableDraft(stepOn(tableId, operation), scope)).map(({ path }) => path.join("."));
    expect(await faults(where(is("number", "x"), is("price", "{{args.x}}"), is("paid", "")))).toEqual([]);
    expect(
      await faults({
        ...where(is("nope", "x"), is("price", "abc"), { column: "paid", operator: "less", value: "{{args.x}}" }),
        sort: [{ column: "gone", direction: "asc" }],
      }),
    ).toEqual([
      "operation.filters.0.column",
      "operation.filters.1.value",
      "operation.filters.2.operator",
      "operation.sort.0.column",
    ]);
    const add: TableOperation = {
      type: "add",
      values: [
        { column: "day", value: "soon" },
        { column: "x", value: "" },
      ],
    };
    expect(await faults(add)).toEqual(["operation.values.0.value", "operation.values.1.column"]);
    expect(await faults(where(), "tbl_gone")).toEqual(["tableId"]);
    expect(await checkTableDraft(stepOn(orders.tableId, where()), { ...scope, workspaceId: "ws_other" })).toHaveLength(
      1,
    );
    await link(orders.tableId);
    expect(await faults(add)).toEqual(["operation.type"]);
    expect(await faults(where())).toEqual([]);
  });
});

describe("an optional argument that was left out", () => {
  const some: RowValues[] = [{ number: "A-1", price: 111 }, { number: "A-2" }, { number: "A-3" }];

  it.each<[string, TableOperation]>([
    ["delete", { type: "delete", match: "all", filters: [is("price", "{{args.x}}")] }],
    ["delete", { type: "delete", match: "any", filters: [is("price", "{{args.x}}"), is("number", "A-2")] }],
    [
      "update",
      {
        type: "update",
        match: "all",
        filters: [is("price", "{{args.x}}")],
        values: [{ column: "number", value: "!" }],
      },
    ],
  ])("makes a filtered %s change nothing, and is named in the result", async (_, operation) => {
    const orders = await makeOrders(some);
    const { outcome, output } = await carryOut(orders, operation);
    expect(outcome.status).toBe("succeeded");
    expect(output?.body).toEqual({ count: 0, row: null });
    expect(output?.forBot).toContain(
      'nothing in Orders. There is nothing to compare with. Price: the argument "x" was',
    );
    expect(await inTable(orders)).toEqual(some);
    await carryOut(orders, operation, { x: "" });
    expect(await inTable(orders)).toEqual(some);
  });

  it("leaves a cell unchanged in an update, and empty in a new row", async () => {
    const orders = await makeOrders(some);
    const values = [
      { column: "price", value: "{{args.x}}" },
      { column: "day", value: "{{args.day}}" },
    ];
    await carryOut(
      orders,
      { type: "update", match: "all", filters: [is("number", "A-1")], values },
      { day: "2026-03-31" },
    );
    expect((await inTable(orders))[0]).toEqual({ number: "A-1", price: 111, day: "2026-03-31" });
    const none = await carryOut(orders, { type: "update", match: "all", filters: [is("number", "A-1")], values });
    expect(none.output?.summary).toBe("Updated nothing in Orders: none of the values was given.");
    await carryOut(orders, { type: "add", values: [{ column: "number", value: "new" }, ...values] });
    expect((await inTable(orders)).at(-1)).toEqual({ number: "new" });
  });
});

describe("tablesAbout", () => {
  it("describes tables and columns, but never rows", async () => {
    const orders = await makeOrders(rows);
    const definition = checkDefinition(
      definitionOf([stepOn(orders.tableId, where()), stepOn(orders.tableId, where(), "again")]),
    );
    expect(await tablesAbout(orders.workspaceId, definition)).toBe(
      "Uses the table Orders (What customers bought.) with the columns Number (text), Price (number), Paid (boolean), Day (date), At (datetime).",
    );
    expect(await tablesAbout("ws_other", definition)).toBeUndefined();
  });
});
