import { z } from "zod";
import { tableUses } from "@/server/actions/steps/table/table-uses";
import { idText } from "@/server/input-types";
import { editorProcedure, router, workspaceProcedure } from "@/server/trpc/init";
import {
  addColumn,
  addColumnInput,
  removeColumn,
  removeColumnInput,
  reorderColumns,
  reorderColumnsInput,
  updateColumn,
  updateColumnInput,
} from "@/server/tables/columns/change-columns";
import { createTable, createTableInput } from "@/server/tables/create-table";
import { deleteTable, deleteTableInput } from "@/server/tables/delete-table";
import { getImport } from "@/server/tables/imports/get-import";
import { linkTable, linkTableInput, refreshNow, unlinkTable } from "@/server/tables/links/link-table";
import { listRows, listRowsInput } from "@/server/tables/rows/list-rows";
import { getTable, listTables, tableChoices } from "@/server/tables/list-tables";
import { previewLink, previewLinkInput } from "@/server/tables/links/preview-link";
import { startImport, startImportInput } from "@/server/tables/imports/start-import";
import { updateTable, updateTableInput } from "@/server/tables/update-table";
import {
  addRow,
  addRowInput,
  deleteRows,
  deleteRowsInput,
  editRows,
  editRowsInput,
  updateCells,
  updateCellsInput,
} from "@/server/tables/rows/edit-rows";

const byId = z.object({ tableId: idText });
const byImport = z.object({ importId: idText });

export const tablesRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listTables(ctx.service)),
  choices: workspaceProcedure.query(({ ctx }) => tableChoices(ctx.service)),
  get: workspaceProcedure.input(byId).query(({ ctx, input }) => getTable(ctx.service, input.tableId)),
  create: editorProcedure.input(createTableInput).mutation(({ ctx, input }) => createTable(ctx.service, input)),
  update: editorProcedure.input(updateTableInput).mutation(({ ctx, input }) => updateTable(ctx.service, input)),
  delete: editorProcedure
    .input(deleteTableInput)
    .mutation(({ ctx, input }) => deleteTable(ctx.service, input, tableUses)),

  addColumn: editorProcedure.input(addColumnInput).mutation(({ ctx, input }) => addColumn(ctx.service, input)),
  updateColumn: editorProcedure.input(updateColumnInput).mutation(({ ctx, input }) => updateColumn(ctx.service, input)),
  removeColumn: editorProcedure
    .input(removeColumnInput)
    .mutation(({ ctx, input }) => removeColumn(ctx.service, input, tableUses)),
  reorderColumns: editorProcedure
    .input(reorderColumnsInput)
    .mutation(({ ctx, input }) => reorderColumns(ctx.service, input)),

  rows: workspaceProcedure.input(listRowsInput).query(({ ctx, input }) => listRows(ctx.service, input)),
  addRow: editorProcedure.input(addRowInput).mutation(({ ctx, input }) => addRow(ctx.service, input)),
  updateCells: editorProcedure.input(updateCellsInput).mutation(({ ctx, input }) => updateCells(ctx.service, input)),
  editRows: editorProcedure.input(editRowsInput).mutation(({ ctx, input }) => editRows(ctx.service, input)),
  deleteRows: editorProcedure.input(deleteRowsInput).mutation(({ ctx, input }) => deleteRows(ctx.service, input)),

  startImport: editorProcedure.input(startImportInput).mutation(({ ctx, input }) => startImport(ctx.service, input)),
  import: workspaceProcedure.input(byImport).query(({ ctx, input }) => getImport(ctx.service, input.importId)),

  previewLink: editorProcedure.input(previewLinkInput).mutation(({ ctx, input }) => previewLink(ctx.service, input)),
  link: editorProcedure.input(linkTableInput).mutation(({ ctx, input }) => linkTable(ctx.service, input)),
  refreshNow: editorProcedure.input(byId).mutation(({ ctx, input }) => refreshNow(ctx.service, input.tableId)),
  unlink: editorProcedure.input(byId).mutation(({ ctx, input }) => unlinkTable(ctx.service, input.tableId)),
});
