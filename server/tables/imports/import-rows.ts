import { and, eq, getTableColumns, sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { publishLive } from "@/db/live";
import { dataTableRows, dataTables, tableImports } from "@/db/schema/tables";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import { firstCheck } from "@/server/outbox/check-time";
import { named } from "../create-table";
import { mergeColumns } from "../columns/plan-columns";
import { runReadingJob } from "../reading/run-reading-job";
import { dropRows, openGeneration, stageRows } from "./stage-rows";
import { MAX_TABLE_ROWS, type ImportColumn } from "@/server/schemas/table-column";

export interface ImportKey {
  workspaceId: string;
  importId: string;
}

const { bytes: _, ...withoutBytes } = getTableColumns(tableImports);

type Import = Omit<typeof tableImports.$inferSelect, "bytes">;

/**
 * Checks every row of an import before the first is written, and opens a stage for them. A new table is created here,
 * but stays hidden until the import is complete.
 * @returns The number of rows to process; null when the import has failed or is no longer running.
 */
export async function prepareImport(key: ImportKey): Promise<{ totalRows: number } | null> {
  const found = await findImport(key);
  if (found?.status !== "importing") return null;
  const checked = await refusable(key, () => runReadingJob("checkRows", packedRows(found, 0, found.totalRows), key));
  if (!checked) return null;
  const { faults, badRows } = checked;
  await db.update(tableImports).set({ faults, faultCount: badRows, checkAt: firstCheck }).where(ofKey(key));
  if (badRows > 0 && (!found.skipBadRows || badRows === found.totalRows)) {
    const rows = badRows === 1 ? "1 row" : `${badRows.toLocaleString("en")} rows`;
    await failImport(
      key,
      `${rows} of ${found.totalRows.toLocaleString("en")} cannot be imported, so nothing was changed.`,
    );
    return null;
  }
  const opened = await refusable(key, async () => {
    await openStage(key, found.totalRows - badRows);
    return { totalRows: found.totalRows };
  });
  return opened ?? null;
}

/** Writes the rows from position `from` up to `to` into the import's stage. Rows that are already there are skipped. */
export async function importRows(key: ImportKey, from: number, to: number): Promise<void> {
  const found = await findImport(key);
  const stage = found && stageOf(found);
  if (!stage) return;
  const slices = await runReadingJob("convertSlices", packedRows(found, from, to), key);
  await stageRows(db, stage, key.importId, slices);
  await db
    .update(tableImports)
    .set({ doneRows: Math.min(to, found.totalRows), checkAt: firstCheck })
    .where(and(ofKey(key), eq(tableImports.status, "importing")));
  await publishLive("table_import", key.importId);
}

/** Switches the table to the staged rows in one transaction. */
export async function finishImport(key: ImportKey): Promise<void> {
  await refusable(key, () =>
    db.transaction(async (tx) => {
      const [found] = await tx.select(withoutBytes).from(tableImports).where(ofKey(key)).for("update");
      const stage = found && stageOf(found);
      if (!stage) return;
      await turnTo(tx, found, stage.tableId, stage.generation);
      const done = {
        status: "done" as const,
        bytes: Buffer.alloc(0),
        doneRows: found.totalRows,
        checkAt: null,
        finishedAt: sql`now()`,
      };
      await tx.update(tableImports).set(done).where(ofKey(key));
      await publishLive("table_import", key.importId, tx);
    }),
  );
}

/** Marks an import as failed and removes its staged rows. Its file is kept for a day so that it can be retried. */
export async function failImport(key: ImportKey, reason: string): Promise<void> {
  await db.transaction(async (tx) => {
    const [found] = await tx.select(withoutBytes).from(tableImports).where(ofKey(key)).for("update");
    if (found?.status !== "importing") return;
    const { tableId, generation } = found;
    if (tableId !== null && generation !== null) await dropRows(tx, tableId, generation);
    const isNew = found.tableName !== null;
    const failed = {
      status: "failed" as const,
      error: reason,
      generation: null,
      checkAt: null,
      finishedAt: sql`now()`,
    };
    await tx
      .update(tableImports)
      .set({ ...failed, tableId: isNew ? null : tableId })
      .where(ofKey(key));
    if (isNew && tableId !== null) {
      await tx.delete(dataTables).where(and(eq(dataTables.id, tableId), eq(dataTables.isReady, false)));
    }
    await publishLive("table_import", key.importId, tx);
  });
}

/** Runs a part of an import. A DomainError fails the import; other errors are left to the durable step's retries. */
async function refusable<T>(key: ImportKey, act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    // `unavailable` means that the queue is full, so the durable step retries.
    if (!(error instanceof DomainError) || error.code === "unavailable") throw error;
    await failImport(key, error.message);
    return undefined;
  }
}

function packedRows(found: Import & { bytes: Buffer }, from: number, to: number) {
  return { packed: found.bytes, plan: planOf(found), width: found.columns.length, from, to };
}

async function openStage(key: ImportKey, goodRows: number): Promise<void> {
  await db.transaction(async (tx) => {
    const [found] = await tx.select(withoutBytes).from(tableImports).where(ofKey(key)).for("update");
    if (found?.status !== "importing") return;
    const tableId = found.tableId ?? (await makeTable(tx, found));
    // An earlier attempt may have left rows.
    if (found.generation !== null) await dropRows(tx, tableId, found.generation);
    const [table] = await tx.select().from(dataTables).where(eq(dataTables.id, tableId));
    if (table && found.mode === "append") assertRoom(table.rowCount + goodRows);
    const generation = await openGeneration(tx, tableId);
    await tx.update(tableImports).set({ tableId, generation, doneRows: 0 }).where(ofKey(key));
  });
}

async function makeTable(tx: Transaction, found: Import): Promise<string> {
  const id = newId("dataTable");
  const name = found.tableName ?? found.fileName;
  const columns = mergeColumns([], planOf(found), "replace");
  const table = { id, workspaceId: found.workspaceId, name, columns, isReady: false };
  await named(name, () => tx.insert(dataTables).values(table));
  return id;
}

async function turnTo(tx: Transaction, found: Import, tableId: string, staged: number): Promise<void> {
  const [table] = await tx.select().from(dataTables).where(eq(dataTables.id, tableId)).for("no key update");
  if (!table) throw new Error(`The table ${tableId} of an import is gone.`);
  const rows = and(eq(dataTableRows.tableId, tableId), eq(dataTableRows.generation, staged));
  const stagedRows = await tx.$count(dataTableRows, rows);
  if (stagedRows !== found.totalRows - found.faultCount) {
    throw new Error(`The import ${found.id} has ${stagedRows} rows, ${found.totalRows - found.faultCount} were due.`);
  }
  const columns = mergeColumns(table.columns, planOf(found), found.mode);
  const isAppend = found.mode === "append" && table.isReady;
  const rowCount = isAppend ? table.rowCount + stagedRows : stagedRows;
  assertRoom(rowCount);
  if (isAppend) await tx.update(dataTableRows).set({ generation: table.generation }).where(rows);
  else await dropRows(tx, tableId, table.generation);
  const generation = isAppend ? table.generation : staged;
  await tx
    .update(dataTables)
    .set({ columns, generation, rowCount, isReady: true, updatedAt: sql`now()` })
    .where(eq(dataTables.id, tableId));
}

function assertRoom(rowCount: number): void {
  if (rowCount <= MAX_TABLE_ROWS) return;
  const [would, most] = [rowCount.toLocaleString("en"), MAX_TABLE_ROWS.toLocaleString("en")];
  throw new DomainError(
    "limit_exceeded",
    `The table would have ${would} rows; ${most} is the most. Nothing was changed.`,
  );
}

function planOf(found: Import): ImportColumn[] {
  return found.plan ?? found.columns;
}

function stageOf({ status, workspaceId, tableId, generation }: Import) {
  return status === "importing" && tableId !== null && generation !== null
    ? { workspaceId, tableId, generation }
    : null;
}

async function findImport(key: ImportKey): Promise<(Import & { bytes: Buffer }) | undefined> {
  const [found] = await db.select().from(tableImports).where(ofKey(key));
  return found;
}

function ofKey({ workspaceId, importId }: ImportKey) {
  return and(eq(tableImports.workspaceId, workspaceId), eq(tableImports.id, importId));
}
