import { sql } from "drizzle-orm";
import { boolean, customType, index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type {
  ImportColumn,
  ImportFault,
  RowValues,
  TableColumn,
  TableSource,
} from "../../server/schemas/table-column.ts";
import { users, workspaces } from "./accounts.ts";
import { createdAt, instant } from "./columns.ts";

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** A table of a company's own data that actions read and write. */
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
    /** Where its rows come from again and again; null: they are kept by hand. */
    source: jsonb().$type<TableSource>(),
    /** The rows of this generation count; an import writes the next one and then turns to it. */
    generation: integer().notNull().default(1),
    /** The highest generation that anything has been given to write. */
    lastGeneration: integer("last_generation").notNull().default(1),
    /** False: its first import is under way, and nobody sees the table yet. */
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
    generation: integer().notNull(),
    /** By column key; a cell without a value has no key. */
    values: jsonb().$type<RowValues>().notNull(),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  // Ids sort by the time they were made, so this is also the order of the rows.
  (t) => [index("data_table_rows_table").on(t.tableId, t.generation, t.id)],
);

/** A change of rows that a step has made, so that the step is not carried out twice when it is repeated after a crash. */
export const dataTableWrites = pgTable(
  "data_table_writes",
  {
    /** The step's execution. */
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
    /** Null: the import makes the table. */
    tableId: text("table_id").references(() => dataTables.id, { onDelete: "cascade" }),
    fileName: text("file_name").notNull(),
    /** The file's rows, compressed (pack-rows.ts). Emptied when they are in the table. */
    bytes: bytea().notNull(),
    status: text({ enum: ["uploaded", "importing", "done", "failed"] }).notNull(),
    /** Proposed by what the file holds. */
    columns: jsonb().$type<ImportColumn[]>().notNull(),
    /** Which of the columns go into the table and as what; null until that is decided. */
    plan: jsonb().$type<ImportColumn[]>(),
    mode: text({ enum: ["replace", "append"] })
      .notNull()
      .default("replace"),
    skipBadRows: boolean("skip_bad_rows").notNull().default(false),
    /** Of the table that the import makes. */
    tableName: text("table_name"),
    /** Of the rows that the import writes. */
    generation: integer(),
    totalRows: integer("total_rows").notNull(),
    doneRows: integer("done_rows").notNull().default(0),
    /** The first of the rows that cannot be imported. */
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
