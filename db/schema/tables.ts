import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type {
  ImportColumn,
  ImportFault,
  RowValues,
  TableColumn,
  TableSource,
} from "../../server/schemas/table-column.ts";
import { users, workspaces } from "./accounts.ts";
import { bytea, createdAt, instant } from "./columns.ts";

/** A table of a company's own data, which actions read and write. */
export const dataTables = pgTable(
  "data_tables",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    name: text().notNull(),
    description: text().notNull().default(""),
    columns: jsonb().$type<TableColumn[]>().notNull(),
    /** Where its rows are regularly read from; null: they are edited by hand. */
    source: jsonb().$type<TableSource>(),
    /** Rows of this generation are visible; an import writes the next one and then switches to it. */
    generation: integer().notNull().default(1),
    /** The highest generation that was assigned to an import. */
    lastGeneration: integer("last_generation").notNull().default(1),
    /** False during the table's first import, when the table is not visible yet. */
    isReady: boolean("is_ready").notNull().default(true),
    rowCount: integer("row_count").notNull().default(0),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [uniqueIndex("data_tables_name").on(t.workspaceId, t.name)],
);

export const dataTableRows = pgTable(
  "data_table_rows",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id").notNull(),
    tableId: text("table_id")
      .notNull()
      .references(() => dataTables.id, { onDelete: "cascade" }),
    /** Negative: the row was deleted from this generation and can be restored until it is purged. */
    generation: integer().notNull(),
    /** By column key; a cell without a value has no key. */
    values: jsonb().$type<RowValues>().notNull(),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  // Ids sort by creation time, so this is also the order of the rows.
  (t) => [
    index("data_table_rows_table").on(t.tableId, t.generation, t.id),
    index("data_table_rows_deleted")
      .on(t.updatedAt)
      .where(sql`${t.generation} < 0`),
  ],
);

/** A step's change of rows, stored so that a repeated step after a crash does not make it again. */
export const dataTableWrites = pgTable(
  "data_table_writes",
  {
    /** The execution of the step. */
    callId: text("call_id").primaryKey(),
    tableId: text("table_id")
      .notNull()
      .references(() => dataTables.id, { onDelete: "cascade" }),
    count: integer().notNull(),
    row: jsonb().$type<RowValues>(),
    createdAt: createdAt(),
  },
  (t) => [index("data_table_writes_created").on(t.createdAt)],
);

/** A file that becomes a table's rows, all of them or none. */
export const tableImports = pgTable(
  "table_imports",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    /** Null: the import creates the table. */
    tableId: text("table_id").references(() => dataTables.id, { onDelete: "cascade" }),
    fileName: text("file_name").notNull(),
    /** The file's rows, compressed (pack-rows.ts). Emptied when they are in the table. */
    bytes: bytea().notNull(),
    status: text({ enum: ["uploaded", "importing", "done", "failed"] }).notNull(),
    /** Proposed from the file's contents. */
    columns: jsonb().$type<ImportColumn[]>().notNull(),
    /** The columns that go into the table, with their types; null until they are chosen. */
    plan: jsonb().$type<ImportColumn[]>(),
    mode: text({ enum: ["replace", "append"] })
      .notNull()
      .default("replace"),
    skipBadRows: boolean("skip_bad_rows").notNull().default(false),
    /** The name of the table that the import creates. */
    tableName: text("table_name"),
    /** The generation of the rows that the import writes. */
    generation: integer(),
    totalRows: integer("total_rows").notNull(),
    doneRows: integer("done_rows").notNull().default(0),
    /** The first rows that can't be imported. */
    faults: jsonb().$type<ImportFault[]>().notNull().default([]),
    faultCount: integer("fault_count").notNull().default(0),
    error: text(),
    createdBy: text("created_by").references(() => users.id, { onDelete: "set null" }),
    /** When the sweep checks whether the import was lost; null: it is not in progress. */
    checkAt: instant("check_at"),
    createdAt: createdAt(),
    finishedAt: instant("finished_at"),
  },
  (t) => [
    index("table_imports_workspace").on(t.workspaceId, t.createdAt),
    index("table_imports_created").on(t.createdAt),
    index("table_imports_check")
      .on(t.checkAt)
      .where(sql`${t.checkAt} is not null`),
  ],
);
