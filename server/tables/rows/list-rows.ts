import { and, count } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { dataTableRows } from "@/db/schema/tables";
import { requireRole } from "@/server/accounts/require-role";
import { tableFilter } from "@/server/schemas/table-filter";
import { idText } from "@/server/input-types";
import type { ServiceContext } from "@/server/service-context";
import { findTable } from "../find-table";
import { orderRows, whereFilters, whereSearch } from "./rows-query";
import { MAX_TABLE_ROWS } from "@/server/schemas/table-column";
import { currentRows, type TableRow } from "./write-rows";

const filter = tableFilter.extend({ value: z.union([z.string().max(10_000), z.number(), z.boolean()]) });

export const listRowsInput = z.object({
  tableId: idText,
  search: z.string().max(200).default(""),
  match: z.enum(["all", "any"]).default("all"),
  filters: z.array(filter).max(20).default([]),
  sort: z
    .array(z.object({ column: idText, direction: z.enum(["asc", "desc"]) }))
    .max(5)
    .default([]),
  offset: z.int().min(0).max(MAX_TABLE_ROWS).default(0),
  limit: z.int().min(1).max(200).default(100),
});

/** Returns a page of a table's rows and the total number of matches. */
export async function listRows(
  ctx: ServiceContext,
  input: z.infer<typeof listRowsInput>,
): Promise<{ rows: TableRow[]; total: number }> {
  requireRole(ctx, "viewer");
  const table = await findTable(ctx.workspaceId, input.tableId);
  const where = and(currentRows(table), whereFilters(table.columns, input), whereSearch(input.search));
  const isAll = input.filters.length === 0 && input.search.trim() === "";
  const [rows, total] = await Promise.all([
    db
      .select({ id: dataTableRows.id, values: dataTableRows.values })
      .from(dataTableRows)
      .where(where)
      .orderBy(...orderRows(table.columns, input.sort))
      .limit(input.limit)
      .offset(input.offset),
    isAll ? table.rowCount : countRows(where),
  ]);
  return { rows, total };
}

async function countRows(where: ReturnType<typeof and>): Promise<number> {
  const [row] = await db.select({ total: count() }).from(dataTableRows).where(where);
  return row?.total ?? 0;
}
