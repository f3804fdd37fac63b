import { z } from "zod";
import { idText } from "../../input-types.ts";
import { tableFilter } from "../table-filter.ts";
import { stepFields, template } from "./step-fields.ts";

const columnKey = idText.min(1, "Choose a column.");

const filter = tableFilter.extend({ column: columnKey, value: template });
const filters = { match: z.enum(["all", "any"]), filters: z.array(filter).max(20) };
const someFilters = {
  match: z.enum(["all", "any"]),
  filters: z.array(filter).min(1, "Say which rows, so that not every row is changed.").max(20),
};
const cell = z.object({ column: columnKey, value: template });

/** The most rows that one find returns (CONTRACTS §3). */
const MAX_FOUND_ROWS = 100;

/** The step's operation. Columns are identified by key, and values are templates. */
export const tableOperation = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("find"),
    ...filters,
    sort: z.array(z.object({ column: columnKey, direction: z.enum(["asc", "desc"]) })).max(5),
    limit: z.int().min(1).max(MAX_FOUND_ROWS),
  }),
  z.object({ type: z.literal("add"), values: z.array(cell).min(1, "Fill at least one column.").max(200) }),
  z.object({
    type: z.literal("update"),
    ...someFilters,
    values: z.array(cell).min(1, "Change at least one column.").max(200),
  }),
  z.object({ type: z.literal("delete"), ...someFilters }),
]);

/** Finds, adds, updates or deletes rows of a data table. */
export const tableStep = z.object({
  kind: z.literal("table"),
  ...stepFields,
  tableId: idText.min(1, "Choose a table."),
  operation: tableOperation,
});

export type TableStep = z.infer<typeof tableStep>;
export type TableOperation = z.infer<typeof tableOperation>;
export type TableStepFilter = z.infer<typeof filter>;
