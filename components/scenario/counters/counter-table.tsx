import { ArrowDown, ArrowUp, CornerDownRight } from "lucide-react";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { type CounterRow, type OptionRow, percent, type Sort, type SortKey, sortedRows } from "./counter-rows";

interface CounterTableProps {
  rows: readonly CounterRow[];
  onOpen: (interactionId: string) => void;
}

interface Column {
  key: SortKey | "share";
  label: string;
  /** Hidden where there is no room. */
  className?: string;
}

const columns: readonly Column[] = [
  { key: "name", label: "Interaction" },
  { key: "came", label: "Came" },
  { key: "share", label: "Share", className: "@max-lg:hidden" },
  { key: "left", label: "Left", className: "@max-md:hidden" },
  { key: "dropOff", label: "Drop-off" },
];

const cell = "px-3 py-2 text-right tabular-nums";

/** The counters of each interaction and of the rows of its menu. */
export function CounterTable({ rows, onOpen }: CounterTableProps) {
  const [sort, setSort] = useState<Sort>({ key: "came", descending: true });
  function sortBy(key: SortKey) {
    setSort((now) => ({ key, descending: now.key === key ? !now.descending : key !== "name" }));
  }
  return (
    <div className="overflow-hidden rounded-xl border bg-card shadow-raised">
      <table className="w-full table-fixed border-collapse text-13">
        <caption className="sr-only">Conversations by interaction and row of a menu</caption>
        <thead className="border-b bg-muted text-12">
          <tr>
            {columns.map((column) => (
              <Heading key={column.key} column={column} sort={sort} onSort={sortBy} />
            ))}
          </tr>
        </thead>
        {sortedRows(rows, sort).map((row) => (
          <tbody key={row.id} className="border-b last:border-b-0">
            <InteractionLine row={row} onOpen={onOpen} />
            {row.options.map((option) => (
              <OptionLine key={option.id} option={option} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

interface HeadingProps {
  column: Column;
  sort: Sort;
  onSort: (key: SortKey) => void;
}

function Heading({ column: { key, label, className }, sort, onSort }: HeadingProps) {
  const isName = key === "name";
  const styles = cn("px-3 py-2 font-medium", isName ? "text-left" : "w-20 text-right @lg:w-24", className);
  if (key === "share") {
    return (
      <th scope="col" className={styles}>
        {label}
      </th>
    );
  }
  const isSorted = sort.key === key;
  const direction = sort.descending ? "descending" : "ascending";
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  return (
    <th scope="col" aria-sort={isSorted ? direction : "none"} className={styles}>
      <button
        type="button"
        onClick={() => onSort(key)}
        className="inline-flex items-center gap-1 rounded-sm focus-ring hover:text-foreground"
      >
        {label}
        {isSorted && <Arrow aria-hidden className="size-3.5" />}
      </button>
    </th>
  );
}

function InteractionLine({ row, onOpen }: { row: CounterRow; onOpen: CounterTableProps["onOpen"] }) {
  const { id, name, isRemoved, came, share, left, dropOff, stillHere } = row;
  return (
    <tr className="hover:bg-accent">
      <th scope="row" className="px-3 py-2 text-left font-medium wrap-anywhere">
        {isRemoved ? (
          <span className="flex flex-wrap items-center gap-2">
            {name} <Badge tone="outline">Removed</Badge>
          </span>
        ) : (
          <button
            type="button"
            onClick={() => onOpen(id)}
            className="rounded-sm text-left focus-ring hover:underline hover:underline-offset-4"
          >
            {name}
          </button>
        )}
      </th>
      <td className={cell}>{came.toLocaleString("en")}</td>
      <td className={cn(cell, "text-muted-foreground @max-lg:hidden")}>{percent(share)}</td>
      <td
        className={cn(cell, "@max-md:hidden")}
        title={stillHere > 0 ? `${stillHere.toLocaleString("en")} still here` : undefined}
      >
        {left.toLocaleString("en")}
      </td>
      <td className={cell}>{percent(dropOff)}</td>
    </tr>
  );
}

function OptionLine({ option: { text, chose, share } }: { option: OptionRow }) {
  return (
    <tr className="text-muted-foreground hover:bg-accent">
      <th scope="row" className="px-3 py-1.5 text-left font-normal">
        <span className="flex items-start gap-1.5 pl-2">
          <CornerDownRight aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          <span className="min-w-0 wrap-anywhere">{text}</span>
        </span>
      </th>
      <td className={cn(cell, "py-1.5")}>{chose.toLocaleString("en")}</td>
      <td className={cn(cell, "py-1.5 @max-lg:hidden")}>{percent(share)}</td>
      <td className="@max-md:hidden">
        <span className="sr-only">Not counted</span>
      </td>
      <td>
        <span className="sr-only">Not counted</span>
      </td>
    </tr>
  );
}
