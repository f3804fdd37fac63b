import { Table2 } from "lucide-react";
import { defineStepForm, type ReturnsContext } from "../step-list/step-kind-form";
import { lastValues, type VariableItem } from "../templates/variable-group";
import { TableFields } from "./table/table-fields";
import {
  emptyTableForm,
  hasFilters,
  tableFaults,
  tableTemplates,
  toTableForm,
  toTableStep,
  withoutEmptyTableRows,
  type TableForm,
} from "./table/table-form";

const verbs = { find: "Finds rows in", add: "Adds a row to", update: "Changes rows of", delete: "Deletes rows of" };

/** Finds, adds, changes or deletes rows of a data table. */
export const tableStepForm = defineStepForm({
  kind: "table",
  icon: Table2,
  description: "Finds, adds, changes or deletes rows of a data table.",
  isSeen: true,
  empty: emptyTableForm,
  toForm: toTableForm,
  toStep: toTableStep,
  summary({ tableId, type, filters }, { tableName }) {
    if (tableId === "") return "no table yet";
    const count = filters.filter(({ column }) => column !== "").length;
    const which = hasFilters(type) && count > 0 ? `, ${count} ${count === 1 ? "filter" : "filters"}` : "";
    return `${verbs[type]} ${tableName(tableId) ?? "a table"}${which}`;
  },
  templates: tableTemplates,
  localFaults: tableFaults,
  withoutEmptyRows: withoutEmptyTableRows,
  returns: tableReturns,
  Fields: TableFields,
});

function tableReturns({ tableId, type }: TableForm, { start, columnsOf, lastBody }: ReturnsContext): VariableItem[] {
  const columns = columnsOf(tableId);
  const cells = (row: string) =>
    columns.map(({ key, name }) => ({ reference: `${start}.body.${row}.${key}`, hint: name }));
  const count = { reference: `${start}.body.count`, hint: "how many rows" };
  if (type === "find") {
    const rows = { reference: `${start}.body.rows`, hint: "all rows that were found, as a list" };
    return [count, ...cells("rows[0]").map(ofFirstRow), rows];
  }
  if (type === "add") return columns.length > 0 ? cells("row") : lastValues(`${start}.body`, lastBody);
  return [count];
}

function ofFirstRow({ reference, hint }: VariableItem): VariableItem {
  return { reference, hint: `${hint} of the first row` };
}
