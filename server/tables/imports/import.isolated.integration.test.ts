import { utils, write } from "@e965/xlsx";
import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { subscribeLive } from "@/db/live";
import { dataTableRows, dataTables, tableImports } from "@/db/schema/tables";
import { startDurableFunctions } from "@/db/testing/durable-functions";
import { makeMember, makeWorkspace, type TestWorkspace } from "@/db/testing/factories";
import { sessionCookie } from "@/server/accounts/testing/session-cookie";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { dispatch } from "@/server/outbox/outbox";
import { dueRefreshes } from "../links/due-refreshes";
import { failImport, finishImport, importRows, prepareImport } from "./import-rows";
import { purgeImports } from "./purge-imports";
import { startImport } from "./start-import";
import { makeOrders } from "../testing/make-table";
import type { UploadedImport } from "./upload-import";
import { POST } from "@/app/api/tables/imports/route";
import { GET } from "@/app/api/tables/[tableId]/export/route";

await startDurableFunctions(async () => new Response(null, { status: 404 }));

let workspace: TestWorkspace;
let caller: ReturnType<typeof createTestCaller>["tables"];
beforeEach(async () => {
  workspace = await makeWorkspace();
  caller = createTestCaller({ userId: workspace.userId }).tables;
});

const ORDERS = "Number,Price,Paid\nA-1,10,yes\nA-2,9.5,no\n";

async function post(body: BodyInit, query = "fileName=orders.csv", userId = workspace.userId): Promise<Response> {
  const headers = { cookie: await sessionCookie(userId) };
  const request = new Request(`http://localhost/api/tables/imports?${query}`, { method: "POST", headers, body });
  return POST(request);
}

async function upload(body: BodyInit, query?: string): Promise<UploadedImport> {
  const response = await post(body, query);
  if (response.status !== 201) throw new Error(`Not uploaded: ${await response.text()}`);
  return response.json();
}

type Start = Parameters<typeof caller.startImport>[0];

async function start(uploaded: UploadedImport, changes: Partial<Start> = {}) {
  const { importId, columns } = uploaded;
  await caller.startImport({ importId, tableId: null, name: "Imported", columns, mode: "replace", ...changes });
  return ended(importId);
}

/** Waits until the import has ended and returns it. */
async function ended(importId: string) {
  for (;;) {
    const change = Promise.withResolvers<void>();
    const unsubscribe = await subscribeLive("table_import", importId, () => change.resolve());
    try {
      const seen = await caller.import({ importId });
      if (seen.status === "done" || seen.status === "failed") return seen;
      await change.promise;
    } finally {
      unsubscribe();
    }
  }
}

async function valuesOf(tableId: string | null) {
  const { rows, total } = await caller.rows({ tableId: tableId ?? "" });
  expect(total).toBe(rows.length);
  return rows.map(({ values }) => values);
}

const everyRowOf = (tableId: string) => db.$count(dataTableRows, eq(dataTableRows.tableId, tableId));

describe("an upload", () => {
  it("returns a preview of the file", async () => {
    expect(await upload(ORDERS)).toEqual({
      importId: expect.stringMatching(/^imp_/),
      fileName: "orders.csv",
      columns: [
        { key: "number", name: "Number", type: "text" },
        { key: "price", name: "Price", type: "number" },
        { key: "paid", name: "Paid", type: "boolean" },
      ],
      preview: [
        { line: 2, cells: ["A-1", "10", "yes"] },
        { line: 3, cells: ["A-2", "9.5", "no"] },
      ],
      totalRows: 2,
      place: { kind: "text", separator: "," },
      unknownResults: [],
    });
  });

  it("can be sent as a form", async () => {
    const form = new FormData();
    form.set("file", new File([ORDERS], "spring/orders.csv"));
    expect(await upload(form, "")).toMatchObject({ fileName: "springorders.csv", totalRows: 2 });
    const response = await post(new FormData(), "");
    expect([response.status, (await response.json()).error.message]).toEqual([422, expect.stringContaining('"file"')]);
  });

  it("proposes the column types of its target table", async () => {
    const { tableId } = await makeOrders([], workspace);
    const { columns } = await upload("Number,Price\n1,2\n", `fileName=x.csv&tableId=${tableId}`);
    expect(columns.map(({ type }) => type)).toEqual(["text", "number"]);
  });

  it("is refused for a faulty or too large file, and from viewers and strangers", async () => {
    const faulty = await post("a,a\n1,2\n");
    expect([faulty.status, (await faulty.json()).error.message]).toEqual([
      422,
      'Columns 1 and 2 are both named "a". Rename one.',
    ]);
    const { userId } = await makeMember(workspace.workspaceId, "viewer");
    expect((await post(ORDERS, "", userId)).status).toBe(403);
    expect(
      (await POST(new Request("http://localhost/api/tables/imports", { method: "POST", body: ORDERS }))).status,
    ).toBe(401);
    expect((await post(new Uint8Array(30 * 1024 * 1024 + 1))).status).toBe(413);
    expect((await post(new Uint8Array(32 * 1024 * 1024))).status).toBe(413);
  });
});

describe("an import", () => {
  it("creates a table with the chosen columns", async () => {
    const uploaded = await upload(ORDERS);
    const [number, price] = uploaded.columns;
    if (!number || !price) throw new Error("no columns");
    const seen = await start(uploaded, { columns: [{ ...price, name: "Cost (€)" }, number] });
    expect(seen).toMatchObject({ status: "done", totalRows: 2, doneRows: 2, faultCount: 0, error: null });
    expect(await caller.get({ tableId: seen.tableId ?? "" })).toMatchObject({
      name: "Imported",
      rowCount: 2,
      columns: [
        { key: "cost", name: "Cost (€)", type: "number" },
        { key: "number", name: "Number", type: "text" },
      ],
    });
    expect(await valuesOf(seen.tableId)).toEqual([
      { cost: 10, number: "A-1" },
      { cost: 9.5, number: "A-2" },
    ]);
    const [row] = await db.select().from(tableImports).where(eq(tableImports.id, uploaded.importId));
    expect(row?.bytes.length).toBe(0);
    await expect(
      caller.startImport({
        importId: uploaded.importId,
        tableId: null,
        name: "B",
        columns: uploaded.columns,
        mode: "replace",
      }),
    ).rejects.toThrow("no longer kept");
  });

  it("replaces the rows of a table, keeps its columns and adds new ones", async () => {
    const { tableId } = await makeOrders([{ number: "old", day: "2026-01-01" }], workspace);
    const seen = await start(await upload("price,Colour,NUMBER\n1,red,A\n"), { tableId });
    expect(seen).toMatchObject({ status: "done", tableId });
    expect(await valuesOf(tableId)).toEqual([{ number: "A", price: 1, colour: "red" }]);
    expect((await caller.get({ tableId })).columns.map(({ key }) => key)).toEqual([
      "number",
      "price",
      "paid",
      "day",
      "at",
      "colour",
    ]);
    expect(await everyRowOf(tableId)).toBe(1);
  });

  it("appends its rows and leaves the existing rows unchanged", async () => {
    const { tableId } = await makeOrders([{ number: "first" }], workspace);
    const uploaded = await upload(ORDERS, `fileName=o.csv&tableId=${tableId}`);
    await start(uploaded, { tableId, mode: "append" });
    expect(await valuesOf(tableId)).toEqual([
      { number: "first" },
      { number: "A-1", price: 10, paid: true },
      { number: "A-2", price: 9.5, paid: false },
    ]);
    const wrong = uploaded.columns.map((column) => ({ ...column, type: "text" as const }));
    const again = await upload(ORDERS);
    const { importId } = again;
    await expect(caller.startImport({ importId, tableId, columns: wrong, mode: "append" })).rejects.toThrow(
      "Price has the type number in the table",
    );
  });

  it("with a bad row fails and names the row, unless bad rows are skipped", async () => {
    const { tableId } = await makeOrders([{ number: "kept" }], workspace);
    const uploaded = await upload(
      'Number,Price\nA,1\n"B\nb",two\nC,3,extra\nD,4\n',
      `fileName=x.csv&tableId=${tableId}`,
    );
    const failed = await start(uploaded, { tableId });
    expect(failed).toMatchObject({
      status: "failed",
      error: "2 rows of 4 cannot be imported, so nothing was changed.",
      faultCount: 2,
      faults: [
        { line: 3, column: "Price", message: 'Price must be a number, such as 12.5; got "two".' },
        { line: 5, column: null, message: expect.stringContaining("The line has 3 cells, the header has 2.") },
      ],
    });
    expect(await valuesOf(tableId)).toEqual([{ number: "kept" }]);
    expect(await everyRowOf(tableId)).toBe(1);
    const done = await start(uploaded, { tableId, skipBadRows: true });
    expect(done).toMatchObject({ status: "done", faultCount: 2 });
    expect(await valuesOf(tableId)).toEqual([
      { number: "A", price: 1 },
      { number: "D", price: 4 },
    ]);
  });

  it("whose rows are all bad fails and creates no table", async () => {
    const uploaded = await upload("n\nx\ny\n");
    const columns = uploaded.columns.map((column) => ({ ...column, type: "number" as const }));
    expect(await start(uploaded, { columns, skipBadRows: true })).toMatchObject({ status: "failed", tableId: null });
    expect(await caller.list()).toEqual([]);
    expect(await start(uploaded)).toMatchObject({ status: "done" });
  });

  it("lists the first 1,000 of many faults and counts the bad rows", async () => {
    const uploaded = await upload(`n\n${"x\n".repeat(1500)}`);
    const columns = uploaded.columns.map((column) => ({ ...column, type: "number" as const }));
    const seen = await start(uploaded, { columns });
    expect([seen.faults.length, seen.faultCount]).toEqual([1000, 1500]);
  });

  it("is refused for a linked table, a taken name, another workspace's upload, and a concurrent start", async () => {
    const { tableId } = await makeOrders([], workspace);
    const source = { kind: "csv_url", url: "https://x.example/a.csv", everyMinutes: 60, ...never } as const;
    await db.update(dataTables).set({ source }).where(eq(dataTables.id, tableId));
    const { importId, columns } = await upload(ORDERS);
    const request = { importId, columns, mode: "replace" as const, skipBadRows: false };
    await expect(caller.startImport({ ...request, tableId })).rejects.toThrow("come from a linked address");
    await expect(caller.startImport({ ...request, tableId: null, name: "Orders" })).rejects.toThrow(
      "another table named",
    );
    await expect(caller.startImport({ ...request, tableId: null })).rejects.toThrow("Give the table a name.");
    const other = createTestCaller({ userId: (await makeWorkspace()).userId }).tables;
    await expect(other.startImport({ ...request, tableId: null, name: "Mine" })).rejects.toThrow("no longer kept");
    await expect(other.import({ importId })).rejects.toThrow("no longer kept");
    const input = { ...request, tableId: null, name: "Once" };
    const starts = await Promise.allSettled([startImport(workspace.ctx, input), startImport(workspace.ctx, input)]);
    expect(starts.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await ended(importId);
    expect((await caller.list()).map(({ name, rowCount }) => [name, rowCount])).toEqual([
      ["Once", 2],
      ["Orders", 0],
    ]);
  });

  it("fails when the table would have too many rows", async () => {
    const { tableId } = await makeOrders([], workspace);
    await db.update(dataTables).set({ rowCount: 99_999 }).where(eq(dataTables.id, tableId));
    const uploaded = await upload(ORDERS);
    expect(await start(uploaded, { tableId, mode: "append" })).toMatchObject({
      status: "failed",
      error: "The table would have 100,001 rows; 100,000 is the most. Nothing was changed.",
    });
  });
});

const never = { lastRefreshedAt: null, lastTriedAt: null, lastError: null };

/** Starts an import without its durable function, so that a test can run each step itself. */
async function begin(rows: number, tableId: string) {
  const { importId, columns } = await upload(`Number\n${Array.from({ length: rows }, (_, i) => `A-${i}\n`).join("")}`);
  const plan = columns.map((column) => ({ ...column, index: 0, decimalMark: "." as const, type: "text" as const }));
  await db.update(tableImports).set({ status: "importing", tableId, plan }).where(eq(tableImports.id, importId));
  return { workspaceId: workspace.workspaceId, importId };
}

describe("an export", () => {
  async function exported(tableId: string, query = ""): Promise<Response> {
    const headers = { cookie: await sessionCookie(workspace.userId) };
    return GET(new Request(`http://localhost/x${query}`, { headers }), { params: Promise.resolve({ tableId }) });
  }

  it("gives the same values when it is imported again", async () => {
    const texts = ["+49 30 123", "=1+1", "'=1", "x;=1+1", "\n=1+1", "＝1+1", "Müller, Köln"];
    const rows = texts.map((number, i) => ({ number, price: i - 3.5, paid: i % 2 === 0, day: "2026-03-31" }));
    const { tableId } = await makeOrders(rows, workspace);
    const bytes = Buffer.from(await (await exported(tableId)).arrayBuffer());
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const seen = await start(await upload(new Uint8Array(bytes)));
    expect(await valuesOf(seen.tableId)).toEqual(rows);
  });

  it("applies the search and filters of the page, and has (filtered) in its name", async () => {
    const { tableId } = await makeOrders(
      [{ number: "a", price: 1 }, { number: "ab", price: 2 }, { number: "b" }],
      workspace,
    );
    const filters = [{ column: "price", operator: "less", value: 2 }];
    const view = new URLSearchParams({ view: JSON.stringify({ search: "a", match: "all", filters }) });
    const response = await exported(tableId, `?${view}`);
    expect(response.headers.get("content-disposition")).toContain('filename="Orders (filtered).csv"');
    expect((await response.text()).split("\r\n")).toEqual(["Number,Price,Paid,Day,At", "a,1,,,", ""]);
    const faulty = new URLSearchParams({ view: JSON.stringify({ filters: [{ ...filters[0], column: "x" }] }) });
    expect((await exported(tableId, `?${faulty}`)).status).toBe(422);
    expect((await exported(tableId, "?view={")).status).toBe(422);
  });
});

describe("an import that crashes", () => {
  it("half-way repeats its steps without adding a row twice", async () => {
    const { tableId } = await makeOrders([{ number: "old" }], workspace);
    const key = await begin(500, tableId);
    await prepareImport(key);
    await importRows(key, 0, 200);
    expect(await valuesOf(tableId)).toEqual([{ number: "old" }]);
    // Repeat from the start, with the same slice twice, also concurrently.
    await prepareImport(key);
    await Promise.all([importRows(key, 0, 200), importRows(key, 0, 200), importRows(key, 200, 500)]);
    expect(await caller.import({ importId: key.importId })).toMatchObject({ status: "importing" });
    await finishImport(key);
    await finishImport(key);
    await importRows(key, 0, 200);
    expect(await everyRowOf(tableId)).toBe(500);
    const { rows, total } = await caller.rows({ tableId, offset: 498 });
    expect([total, rows.map(({ values }) => values["number"])]).toEqual([500, ["A-498", "A-499"]]);
  });

  it("and loses rows is refused before its rows become visible", async () => {
    const { tableId } = await makeOrders([{ number: "old" }], workspace);
    const key = await begin(10, tableId);
    await prepareImport(key);
    await importRows(key, 0, 5);
    await expect(finishImport(key)).rejects.toThrow("has 5 rows, 10 were due");
    await failImport(key, "Given up.");
    expect(await valuesOf(tableId)).toEqual([{ number: "old" }]);
    expect(await everyRowOf(tableId)).toBe(1);
  });

  it("leaves no rows behind when its table is deleted", async () => {
    const { tableId } = await makeOrders([], workspace);
    const key = await begin(10, tableId);
    await prepareImport(key);
    await importRows(key, 0, 5);
    await caller.delete({ tableId });
    await importRows(key, 5, 10);
    await finishImport(key);
    expect(await everyRowOf(tableId)).toBe(0);
  });

  it("is purged with its rows after a day", async () => {
    const { tableId } = await makeOrders([{ number: "old" }], workspace);
    const key = await begin(10, tableId);
    await prepareImport(key);
    await importRows(key, 0, 5);
    const { importId: young } = await upload(ORDERS);
    await db
      .update(tableImports)
      .set({ createdAt: new Date(Date.now() - 25 * 3_600_000) })
      .where(eq(tableImports.id, key.importId));
    await purgeImports();
    const left = await db
      .select({ id: tableImports.id })
      .from(tableImports)
      .where(eq(tableImports.workspaceId, workspace.workspaceId));
    expect(left).toEqual([{ id: young }]);
    expect(await everyRowOf(tableId)).toBe(1);
  });
});

describe("an import during which the table changes", () => {
  it("keeps the added rows when it appends", async () => {
    const { tableId } = await makeOrders([{ number: "old" }], workspace);
    const key = await begin(3, tableId);
    await db.update(tableImports).set({ mode: "append" }).where(eq(tableImports.id, key.importId));
    await prepareImport(key);
    await importRows(key, 0, 3);
    const added = await caller.addRow({ tableId, values: { number: "meanwhile" } });
    await finishImport(key);
    expect((await valuesOf(tableId)).map(({ number }) => number)).toEqual(["old", "A-0", "A-1", "A-2", "meanwhile"]);
    expect(added.values).toEqual({ number: "meanwhile" });
  });

  it("fails when a column's type was changed", async () => {
    const { tableId } = await makeOrders([], workspace);
    const key = await begin(3, tableId);
    await db.update(tableImports).set({ mode: "append" }).where(eq(tableImports.id, key.importId));
    await prepareImport(key);
    await importRows(key, 0, 3);
    await caller.updateColumn({ tableId, key: "number", type: "number" });
    await finishImport(key);
    expect(await caller.import({ importId: key.importId })).toMatchObject({
      status: "failed",
      error: expect.stringContaining("has the type number"),
    });
    expect(await everyRowOf(tableId)).toBe(0);
  });
});

describe("a refresh that is due", () => {
  it("runs, and its error is stored", async () => {
    const { tableId } = await makeOrders([{ number: "old" }], workspace);
    const source = { kind: "csv_url", url: "http://10.0.0.1/a.csv", everyMinutes: 5, ...never } as const;
    await db.update(dataTables).set({ source }).where(eq(dataTables.id, tableId));
    await dispatch(await dueRefreshes());
    await expect
      .poll(async () => (await caller.get({ tableId })).source?.lastError, { timeout: 10_000 })
      .toMatch(/The address 10\.0\.0\.1 is/);
    expect(await valuesOf(tableId)).toEqual([{ number: "old" }]);
  });
});

describe("a large table", () => {
  it.each([
    { kind: "csv", rows: 100_000, body: largeCsv },
    // Writing and reading a workbook takes several times as long.
    { kind: "xlsx", rows: 20_000, body: largeWorkbook },
  ])(
    "is imported from $kind completely with $rows rows, then read and exported",
    async ({ rows, body }) => {
      const uploaded = await upload(new Uint8Array(body(rows)));
      const seen = await start(uploaded);
      expect(seen).toMatchObject({ status: "done", doneRows: rows, error: null });
      const tableId = seen.tableId ?? "";
      expect(await db.$count(dataTableRows, and(eq(dataTableRows.tableId, tableId)))).toBe(rows);
      expect((await caller.rows({ tableId, offset: rows - 100 })).total).toBe(rows);
      expect((await caller.rows({ tableId, search: `number ${rows - 1}` })).total).toBe(1);
      const filters = [{ column: "price", operator: "greater" as const, value: 99 }];
      expect((await caller.rows({ tableId, filters })).total).toBe((rows * 9) / 1000);
      const sort = [{ column: "price", direction: "desc" as const }];
      expect((await caller.rows({ tableId, sort })).total).toBe(rows);
      const headers = { cookie: await sessionCookie(workspace.userId) };
      const response = await GET(new Request("http://localhost/x", { headers }), {
        params: Promise.resolve({ tableId }),
      });
      expect(response.headers.get("content-disposition")).toContain('filename="Imported.csv"');
      expect((await response.text()).split("\r\n")).toHaveLength(rows + 2);
      await caller.updateColumn({ tableId, key: "price", type: "text" });
    },
    180_000,
  );
});

function largeCsv(rows: number): Buffer {
  const lines = largeRows(rows).map((row) => row.join(","));
  return Buffer.from(lines.join("\n"));
}

function largeRows(count: number): (string | number)[][] {
  const header = ["id", "name", "price", "qty", "active", "day", "city", "note"];
  const rows = Array.from({ length: count }, (_, i) => [
    `A-${i}`,
    `Product number ${i}`,
    (i % 1000) / 10,
    i % 50,
    i % 2 ? "true" : "false",
    `2026-0${1 + (i % 9)}-11`,
    "Berlin",
    `some note text ${i}`,
  ]);
  return [header, ...rows];
}

function largeWorkbook(rows: number): Buffer {
  const book = utils.book_new(utils.aoa_to_sheet(largeRows(rows), { dense: true }));
  return Buffer.from(write(book, { type: "array", bookType: "xlsx", compression: true }));
}
