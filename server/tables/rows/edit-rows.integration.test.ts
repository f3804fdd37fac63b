import { TRPCError } from "@trpc/server";
import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { dataTableRows, dataTables } from "@/db/schema/tables";
import { makeMember, makeWorkspace } from "@/db/testing/factories";
import { MAX_TABLE_ROWS } from "@/server/schemas/table-column";
import { errorDetails } from "@/server/trpc/domain-errors";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { makeOrders, type TestTable } from "../testing/make-table";
import { purgeDeletedRows } from "./purge-deleted-rows";

let orders: TestTable;
let caller: ReturnType<typeof createTestCaller>["tables"];
let ids: string[];

beforeEach(async () => {
  orders = await makeOrders([
    { number: "A-1", price: 10, paid: true },
    { number: "A-2", price: 9.5 },
    { number: "A-3", price: 100 },
  ]);
  caller = createTestCaller({ userId: orders.userId }).tables;
  ids = (await caller.rows({ tableId: orders.tableId })).rows.map(({ id }) => id);
});

type Edit = Omit<Parameters<typeof caller.editRows>[0], "tableId">;
const edit = (given: Edit | null) => caller.editRows({ tableId: orders.tableId, ...given });

/** The rows in the form number:price, and their count. */
async function shown(): Promise<string> {
  const { rows, total } = await caller.rows({ tableId: orders.tableId });
  return `${rows.map(({ values }) => `${values["number"] ?? "-"}:${values["price"] ?? "-"}`).join(" ")} (${total})`;
}

async function refusal(call: Promise<unknown>) {
  const error = await call.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(error instanceof TRPCError)) throw new Error(`Not refused: ${String(error)}`);
  return { code: error.code, message: error.message, details: errorDetails(error).details };
}

const START = "A-1:10 A-2:9.5 A-3:100 (3)";
const [first, second, third] = [() => ids[0] ?? "", () => ids[1] ?? "", () => ids[2] ?? ""];

/** A block that was pasted over the last two rows and beyond. */
const block = (): Edit => ({
  update: [
    { rowId: second(), values: { number: "B-2", price: "1.5" } },
    { rowId: third(), values: { number: "B-3", price: "" } },
  ],
  add: [
    { number: "B-4", price: "4" },
    { number: "", price: 5 },
  ],
});

describe("An edit of several rows", () => {
  it("changes and adds rows, is taken back, and is made again with the same rows", async () => {
    const pasted = await edit(block());
    expect(await shown()).toBe("A-1:10 B-2:1.5 B-3:- B-4:4 -:5 (5)");
    const addedIds = pasted.added.map(({ id }) => id);
    const undone = await edit(pasted.undo);
    expect(await shown()).toBe(START);
    const redone = await edit(undone.undo);
    expect(await shown()).toBe("A-1:10 B-2:1.5 B-3:- B-4:4 -:5 (5)");
    const { rows } = await caller.rows({ tableId: orders.tableId });
    expect(rows.map(({ id }) => id)).toEqual([...ids, ...addedIds]);
    await edit(redone.undo);
    expect(await shown()).toBe(START);
  });

  it("with a faulty cell changes nothing, and names the row, the column and the reason", async () => {
    const { update = [], add = [] } = block();
    const faulty = { update, add: [...add, { price: "cheap", colour: "red" }] };
    expect(await refusal(edit(faulty))).toMatchObject({
      code: "BAD_REQUEST",
      message: expect.stringContaining('Row 3: Price must be a number, such as 12.5; got "cheap".'),
      details: [{ path: ["add", 2, "price"] }, { path: ["add", 2, "colour"] }],
    });
    const inUpdate = { update: [{ rowId: first(), values: { price: "x" } }, ...update], add };
    expect((await refusal(edit(inUpdate))).details).toMatchObject([{ path: ["update", 0, "values", "price"] }]);
    expect(await shown()).toBe(START);
  });

  it("with a row that is gone, given twice or beyond the limit changes nothing", async () => {
    const { update = [], add = [] } = block();
    const gone = { update: [...update, { rowId: "row_gone", values: { price: 1 } }], add };
    expect((await refusal(edit(gone))).code).toBe("NOT_FOUND");
    expect((await refusal(edit({ update: [...update, ...update] }))).message).toContain("given twice");
    const many = { add: Array.from({ length: 1001 }, () => ({ price: 1 })) };
    expect((await refusal(edit(many))).message).toContain("at most 1,000 rows");
    await db
      .update(dataTables)
      .set({ rowCount: MAX_TABLE_ROWS - 1 })
      .where(eq(dataTables.id, orders.tableId));
    expect(await refusal(edit({ add }))).toMatchObject({
      code: "TOO_MANY_REQUESTS",
      message: "Orders would have 100,001 rows. A table can have at most 100,000: delete some first.",
    });
    await db.update(dataTables).set({ rowCount: 3 }).where(eq(dataTables.id, orders.tableId));
    expect(await shown()).toBe(START);
  });

  it("is possible for editors of the workspace only", async () => {
    const stranger = createTestCaller({ userId: (await makeWorkspace()).userId }).tables;
    expect((await refusal(stranger.editRows({ tableId: orders.tableId, add: [{}] }))).code).toBe("NOT_FOUND");
    const viewer = createTestCaller(await makeMember(orders.workspaceId, "viewer")).tables;
    expect((await refusal(viewer.editRows({ tableId: orders.tableId, add: [{}] }))).code).toBe("FORBIDDEN");
  });

  it("of a thousand rows takes effect and is taken back", async () => {
    const add = Array.from({ length: 1000 }, (_, i) => ({ number: `line 1\n"${i}"`, price: String(i) }));
    const { undo, added } = await edit({ add });
    expect(added).toHaveLength(1000);
    expect((await caller.rows({ tableId: orders.tableId, offset: 1002 })).rows[0]?.values["price"]).toBe(999);
    await edit(undo);
    expect(await shown()).toBe(START);
  });
});

describe("Taking an edit back", () => {
  it("is refused when another person has changed one of its cells since", async () => {
    const { undo } = await caller.updateCells({ tableId: orders.tableId, rowId: first(), values: { price: 11 } });
    await caller.updateCells({ tableId: orders.tableId, rowId: first(), values: { price: 12 } });
    expect(await refusal(edit(undo))).toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("Someone has changed these cells"),
    });
    expect(await shown()).toBe("A-1:12 A-2:9.5 A-3:100 (3)");
  });

  it("keeps what another person changed in other cells of the row", async () => {
    const { undo } = await caller.updateCells({ tableId: orders.tableId, rowId: first(), values: { price: 11 } });
    await caller.updateCells({ tableId: orders.tableId, rowId: first(), values: { number: "mine" } });
    await edit(undo);
    expect(await shown()).toBe("mine:10 A-2:9.5 A-3:100 (3)");
  });

  it("does not remove an added row that another person has filled since", async () => {
    const { id, undo } = await caller.addRow({ tableId: orders.tableId, values: {} });
    await caller.updateCells({ tableId: orders.tableId, rowId: id, values: { number: "theirs" } });
    expect((await refusal(edit(undo))).code).toBe("CONFLICT");
    expect(await shown()).toBe("A-1:10 A-2:9.5 A-3:100 theirs:- (4)");
  });

  it("brings deleted rows back with the same ids at the same places, and deletes them again", async () => {
    const { count, undo } = await caller.deleteRows({ tableId: orders.tableId, rowIds: [first(), second(), "row_x"] });
    expect(count).toBe(2);
    expect(await shown()).toBe("A-3:100 (1)");
    expect((await caller.rows({ tableId: orders.tableId, search: "A-1" })).total).toBe(0);
    const { undo: again } = await edit(undo);
    expect(await shown()).toBe(START);
    expect((await caller.rows({ tableId: orders.tableId })).rows.map(({ id }) => id)).toEqual(ids);
    await edit(again);
    expect(await shown()).toBe("A-3:100 (1)");
  });

  it("does not delete a restored row again that another person has changed since", async () => {
    const { undo } = await caller.deleteRows({ tableId: orders.tableId, rowIds: [first()] });
    const { undo: again } = await edit(undo);
    await caller.updateCells({ tableId: orders.tableId, rowId: first(), values: { number: "theirs" } });
    expect((await refusal(edit(again))).code).toBe("CONFLICT");
    expect((await refusal(edit(undo))).message).toContain("can't be brought back");
  });

  it("is refused for deleted rows after a change of a column's type or after a day", async () => {
    const { undo } = await caller.deleteRows({ tableId: orders.tableId, rowIds: [first()] });
    await caller.updateColumn({ tableId: orders.tableId, key: "price", type: "text" });
    expect((await refusal(edit(undo))).message).toContain("a column's type was changed");
    const { undo: late } = await caller.deleteRows({ tableId: orders.tableId, rowIds: [second()] });
    await purgeDeletedRows();
    await db
      .update(dataTableRows)
      .set({ updatedAt: sql`now() - interval '25 hours'` })
      .where(eq(dataTableRows.id, second()));
    await db
      .update(dataTableRows)
      .set({ updatedAt: sql`now() - interval '25 hours'` })
      .where(eq(dataTableRows.id, third()));
    await purgeDeletedRows();
    expect((await refusal(edit(late))).code).toBe("CONFLICT");
    expect(await shown()).toBe("A-3:100 (1)");
  });

  it("is not offered when the replaced cells are too large to be sent back", async () => {
    const long = "x".repeat(10_000);
    const { added } = await edit({ add: Array.from({ length: 80 }, () => ({ number: long })) });
    const update = added.map(({ id }) => ({ rowId: id, values: { number: "short" } }));
    expect((await edit({ update })).undo).toBeNull();
    expect((await edit({ update: update.slice(0, 60) })).undo).not.toBeNull();
  });
});
