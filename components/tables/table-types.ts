import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/root";

type Outputs = inferRouterOutputs<AppRouter>["tables"];
type Inputs = inferRouterInputs<AppRouter>["tables"];

export type Table = Outputs["get"];
export type TableImport = Outputs["import"];
export type RowsPage = Outputs["rows"];
/** Changes of rows that are made together; the server returns the one that takes a change back. */
export type RowEdit = NonNullable<Outputs["editRows"]["undo"]>;
export type TableRow = RowsPage["rows"][number];

/** Which rows of a table are shown, and in what order. */
export type RowsView = Required<Pick<Inputs["rows"], "search" | "match" | "filters" | "sort">>;
