import { cn } from "@/components/ui/cn";
import type { ColumnChoice } from "./import-state";
import type { UploadedFile } from "./upload-file";

interface PreviewTableProps {
  /** In the order of the cells. */
  columns: readonly ColumnChoice[];
  rows: UploadedFile["preview"];
  totalRows: number;
}

/** The file's first rows, unchanged; excluded columns are faint. */
export function PreviewTable({ columns, rows, totalRows }: PreviewTableProps) {
  return (
    <section aria-label="Preview" className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <h2 className="text-16 font-semibold">
        {rows.length < totalRows ? `The first ${rows.length} rows` : "The rows"}
      </h2>
      <div className="max-h-96 overflow-auto rounded-xl border bg-card shadow-raised focus-ring">
        <table className="min-w-full text-14">
          <thead>
            <tr>
              <th scope="col" className="sticky top-0 border-b bg-muted px-3 py-2 text-left text-12 font-medium">
                Line
              </th>
              {columns.map((column) => (
                <th
                  key={column.key}
                  scope="col"
                  className={cn(
                    "sticky top-0 max-w-64 truncate border-b bg-muted px-3 py-2 text-13 font-medium",
                    sideOf(column),
                  )}
                >
                  <span className={cn(!column.isIncluded && "line-through opacity-60")}>{column.name}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.line}>
                <th
                  scope="row"
                  className="border-b px-3 py-1.5 text-left text-12 font-normal text-muted-foreground tabular-nums"
                >
                  {row.line}
                </th>
                {columns.map((column, index) => (
                  <td
                    key={column.key}
                    title={row.cells[index]}
                    className={cn(
                      "max-w-64 truncate border-b px-3 py-1.5",
                      column.type === "number" && "tabular-nums",
                      sideOf(column),
                      !column.isIncluded && "opacity-40",
                    )}
                  >
                    {row.cells[index]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Aligns a header with the cells below it. */
function sideOf({ type }: ColumnChoice): string {
  return type === "number" ? "text-right" : "text-left";
}
