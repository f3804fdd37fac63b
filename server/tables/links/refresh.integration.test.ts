import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { outbox } from "@/db/schema/outbox";
import { dataTableRows, dataTables } from "@/db/schema/tables";
import { startEventEndpoint } from "@/db/testing/event-endpoint";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/factories";
import { startTargetServer, type Answer, type TargetServer } from "@/server/actions/testing/target-server";
import { dispatch } from "@/server/outbox/outbox";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { dueRefreshes } from "./due-refreshes";
import { refreshTable } from "./refresh-table";
import { makeOrders } from "../testing/make-table";
import type { TableSource } from "@/server/schemas/table-column";

const events = await startEventEndpoint();
let server: TargetServer;
let workspace: TestWorkspace;
let caller: ReturnType<typeof createTestCaller>["tables"];
beforeEach(async () => {
  server = await startTargetServer();
  workspace = await makeWorkspace();
  caller = createTestCaller({ userId: workspace.userId }).tables;
});

const csv = (body: string): Answer => ({ headers: { "content-type": "text/csv" }, body });
const page: Answer = {
  headers: { "content-type": "text/html; charset=utf-8" },
  body: "<!doctype html><title>Sign in</title>",
};

async function linked(body = "Item,Price\nPen,1.5\nInk,4\n") {
  server.on("/prices.csv", csv(body));
  return caller.link({ name: "Prices", url: ` ${server.url}/prices.csv?key=sk-secret `, everyMinutes: 60 });
}

async function valuesOf(tableId: string) {
  return (await caller.rows({ tableId })).rows.map(({ values }) => values);
}

describe("a linked table", () => {
  it("is read immediately, and its column types are detected", async () => {
    const { tableId, rowCount } = await linked();
    expect(rowCount).toBe(2);
    expect(await valuesOf(tableId)).toEqual([
      { item: "Pen", price: 1.5 },
      { item: "Ink", price: 4 },
    ]);
    const { columns, source } = await caller.get({ tableId });
    expect(columns.map(({ type }) => type)).toEqual(["text", "number"]);
    expect(source).toEqual({
      kind: "csv_url",
      url: `${server.url}/prices.csv?key=•••`,
      everyMinutes: 60,
      lastRefreshedAt: expect.any(String),
      lastTriedAt: expect.any(String),
      lastError: null,
    });
    expect((await caller.choices())[0]?.isLinked).toBe(true);
  });

  it("can be previewed without storing anything", async () => {
    server.on("/prices.csv", csv("Item;Price, EUR\nPen;1,50\n"));
    const shown = await caller.previewLink({ url: `${server.url}/prices.csv?key=sk-secret` });
    expect(shown).toEqual({
      columns: [
        { key: "item", name: "Item", type: "text" },
        { key: "price_eur", name: "Price, EUR", type: "number" },
      ],
      preview: [{ line: 2, cells: ["Pen", "1,50"] }],
      totalRows: 1,
      place: { kind: "text", separator: ";" },
      unknownResults: [],
    });
    expect(await caller.list()).toEqual([]);
    server.on("/prices.csv", { status: 404 });
    await expect(caller.previewLink({ url: `${server.url}/prices.csv` })).rejects.toThrow("answered 404");
  });

  it("is not created when the address returns no valid rows", async () => {
    server.on("/prices.csv", page);
    const link = () => caller.link({ name: "Prices", url: `${server.url}/prices.csv`, everyMinutes: 60 });
    await expect(link()).rejects.toThrow("The address returns a web page, not CSV.");
    server.on("/prices.csv", { status: 404 });
    await expect(link()).rejects.toThrow("The address answered 404");
    server.on("/prices.csv", csv("a,b\n1,2,3\n"));
    await expect(link()).rejects.toThrow("1 row does not fit. Line 2: The line has 3 cells");
    await expect(caller.link({ name: "X", url: "http://10.0.0.1/x.csv", everyMinutes: 60 })).rejects.toThrow(
      "10.0.0.1",
    );
    await expect(caller.link({ name: "X", url: "prices.csv", everyMinutes: 60 })).rejects.toThrow(
      "complete web address",
    );
    expect(await caller.list()).toEqual([]);
    await linked();
    await expect(linked()).rejects.toThrow('another table named "Prices"');
    expect(await caller.list()).toHaveLength(1);
  });

  it("keeps its column types, adds new columns as texts and replaces every row", async () => {
    const { tableId } = await linked();
    server.on("/prices.csv", csv("Stock,PRICE,Item\n7,1,Pen\n"));
    await caller.refreshNow({ tableId });
    expect(await valuesOf(tableId)).toEqual([{ item: "Pen", price: 1, stock: "7" }]);
    const { columns, rowCount } = await caller.get({ tableId });
    expect(columns.map(({ key, type }) => `${key}:${type}`)).toEqual(["item:text", "price:number", "stock:text"]);
    expect(rowCount).toBe(1);
    expect(await db.$count(dataTableRows, eq(dataTableRows.tableId, tableId))).toBe(1);
  });

  it.each<[string, Answer, string]>([
    ["is down", { status: 503 }, "The address answered 503 instead of 200."],
    ["returns a web page", page, "The address returns a web page"],
    ["closes the connection", (_request, response) => void response.destroy(), ""],
    ["no longer returns valid CSV", csv("Item,Price,Price\nPen,1,2\n"), 'both named "Price"'],
    [
      "has bad rows",
      csv("Item,Price\nPen,cheap\nInk,\nCap,dear\n"),
      '2 rows do not fit. Line 2: Price must be a number, such as 12.5; got "cheap". Line 4:',
    ],
    ["has lost a column", csv("Item\nPen\n"), 'The column "Price" is missing at the address.'],
    [
      "is too large",
      (_request, response) => void response.writeHead(200).end(Buffer.alloc(31 * 1024 * 1024, "a,b\n")),
      "The file is larger than 30 MB.",
    ],
  ])("keeps its last good rows when the address %s, and stores the reason", async (_, answer, error) => {
    const { tableId } = await linked();
    const before = await caller.get({ tableId });
    server.on("/prices.csv", answer);
    const source = await caller.refreshNow({ tableId });
    expect(source.lastError).toContain(error);
    expect(source.lastError).not.toBe("");
    expect(source.lastRefreshedAt).toBe(before.source?.lastRefreshedAt);
    expect(Date.parse(source.lastTriedAt ?? "")).toBeGreaterThan(Date.parse(before.source?.lastTriedAt ?? ""));
    expect(await valuesOf(tableId)).toHaveLength(2);
    server.on("/prices.csv", csv("Item,Price\nPen,2\n"));
    expect((await caller.refreshNow({ tableId })).lastError).toBeNull();
    expect(await valuesOf(tableId)).toEqual([{ item: "Pen", price: 2 }]);
  });

  it("never shows the key in its address", async () => {
    const { tableId } = await linked();
    const answers = [await caller.refreshNow({ tableId }), await caller.get({ tableId }), await caller.list()];
    server.on("/prices.csv", { status: 500 });
    answers.push(await caller.refreshNow({ tableId }));
    expect(JSON.stringify(answers)).not.toContain("sk-secret");
  });

  it("explains how to share a Google Sheet that is not shared", async () => {
    const { tableId } = await linked();
    await setSource(tableId, { kind: "google_sheet" });
    server.on("/prices.csv", page);
    expect((await caller.refreshNow({ tableId })).lastError).toContain(
      "The sheet is not shared: in Google Sheets choose Share",
    );
  });

  it("cannot be edited until it is unlinked", async () => {
    const { tableId } = await linked();
    const { rows } = await caller.rows({ tableId });
    const rowId = rows[0]?.id ?? "";
    await expect(caller.addRow({ tableId, values: {} })).rejects.toThrow("come from a linked address");
    await expect(caller.updateCells({ tableId, rowId, values: {} })).rejects.toThrow("come from a linked address");
    await expect(caller.deleteRows({ tableId, rowIds: [rowId] })).rejects.toThrow("come from a linked address");
    await expect(caller.addColumn({ tableId, name: "x", type: "text" })).rejects.toThrow("come from a linked address");
    await caller.unlink({ tableId });
    await caller.updateCells({ tableId, rowId, values: { price: 9 } });
    expect((await caller.get({ tableId })).source).toBeNull();
    await expect(caller.refreshNow({ tableId })).rejects.toThrow("not linked");
  });

  it("stays unchanged when it is unlinked during a refresh", async () => {
    const { tableId } = await linked();
    const asked = Promise.withResolvers<() => void>();
    server.on("/prices.csv", (_request, response) => asked.resolve(() => void response.end("Item,Price\nNew,1\n")));
    const refreshing = refreshTable(workspace.workspaceId, tableId);
    const answer = await asked.promise;
    await caller.unlink({ tableId });
    answer();
    expect(await refreshing).toBeNull();
    expect((await valuesOf(tableId)).map(({ item }) => item)).toEqual(["Pen", "Ink"]);
  });

  it("can be an existing table if the address has all of its columns", async () => {
    const { tableId } = await makeOrders([{ number: "old" }], workspace);
    server.on("/o.csv", csv("Number,Price\nA,1\n"));
    const link = () => caller.link({ tableId, url: `${server.url}/o.csv`, everyMinutes: 5 });
    await expect(link()).rejects.toThrow('The columns "Paid", "Day", "At" are missing');
    expect(await valuesOf(tableId)).toEqual([{ number: "old" }]);
    server.on("/o.csv", csv("Number,Price,Paid,Day,At\nA,1,,,\n"));
    expect(await link()).toEqual({ tableId, rowCount: 1 });
    expect(await valuesOf(tableId)).toEqual([{ number: "A", price: 1 }]);
  });
});

describe("the schedule of refreshes", () => {
  it("requests one refresh per period of each due table", async () => {
    await db.update(dataTables).set({ source: null });
    const { tableId } = await linked();
    const other = await makeOrders([], workspace);
    expect(await dueRefreshes()).toEqual([]);
    await setSource(tableId, { lastTriedAt: new Date(Date.now() - 59.8 * 60_000).toISOString() });
    const [first, second] = await Promise.all([dueRefreshes(), dueRefreshes()]);
    const owed = [...first, ...second];
    expect(owed.map(({ name, data }) => [name, data])).toEqual([
      ["table/refresh.requested", { workspaceId: workspace.workspaceId, tableId }],
    ]);
    expect(other.tableId).not.toBe(tableId);
    await dispatch(owed);
    expect(events.sent.filter(({ data }) => data["tableId"] === tableId)).toHaveLength(1);
    await expect.poll(() => db.select().from(outbox)).toEqual([]);
  });

  it("backs off from a failing link to once a day, until it succeeds", async () => {
    await db.update(dataTables).set({ source: null });
    const { tableId } = await linked();
    server.on("/prices.csv", { status: 500 });
    const isDueAfter = async (minutes: number) => {
      await setSource(tableId, { lastTriedAt: new Date(Date.now() - minutes * 60_000).toISOString() });
      return (await dueRefreshes()).length === 1;
    };
    await caller.refreshNow({ tableId });
    expect([await isDueAfter(119), await isDueAfter(121)]).toEqual([false, true]);
    await caller.refreshNow({ tableId });
    expect([await isDueAfter(239), await isDueAfter(241)]).toEqual([false, true]);
    await setSource(tableId, { failedTries: 1_000 });
    expect([await isDueAfter(1_439), await isDueAfter(1_441)]).toEqual([false, true]);
    await setSource(tableId, { everyMinutes: 10_080 });
    expect([await isDueAfter(10_079), await isDueAfter(10_081)]).toEqual([false, true]);
    await setSource(tableId, { everyMinutes: 60 });
    server.on("/prices.csv", csv("Item,Price\nPen,2\n"));
    expect((await caller.refreshNow({ tableId })).failedTries).toBeUndefined();
    expect([await isDueAfter(59), await isDueAfter(61)]).toEqual([false, true]);
  });
});

async function setSource(tableId: string, changes: Partial<TableSource>): Promise<void> {
  const [row] = await db.select({ source: dataTables.source }).from(dataTables).where(eq(dataTables.id, tableId));
  if (!row?.source) throw new Error("not linked");
  await db
    .update(dataTables)
    .set({ source: { ...row.source, ...changes } })
    .where(eq(dataTables.id, tableId));
}
