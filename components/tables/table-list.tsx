import { Link2, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { timeAgo } from "@/components/ui/time-ago";
import type { listTables } from "@/server/tables/list-tables";

type Table = Awaited<ReturnType<typeof listTables>>[number];

interface TableListProps {
  tables: readonly Table[];
  /** The time from which "5 minutes ago" counts. */
  now: Date;
}

/** The workspace's data tables, each linked to its page. */
export function TableList({ tables, now }: TableListProps) {
  return (
    <ul className="divide-y rounded-xl border bg-card shadow-raised">
      {tables.map((table) => (
        <TableLine key={table.id} table={table} now={now} />
      ))}
    </ul>
  );
}

function TableLine({ table, now }: { table: Table; now: Date }) {
  const { source, updatedAt } = table;
  return (
    <li className="relative grid gap-x-6 gap-y-1.5 px-5 py-4 transition-colors first:rounded-t-xl last:rounded-b-xl focus-within:bg-accent hover:bg-accent @xl:grid-cols-[minmax(0,1fr)_11rem_12rem] @xl:items-center">
      <div className="grid min-w-0 gap-0.5">
        <h2 className="text-14 leading-6 font-semibold wrap-anywhere">
          {/* The link covers the whole row. */}
          <Link
            href={`/tables/${table.id}`}
            className="outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
          >
            {table.name}
          </Link>
        </h2>
        {table.description && <p className="truncate text-13 text-muted-foreground">{table.description}</p>}
        {source && (
          <p className="flex items-center gap-1.5 text-13 text-muted-foreground">
            <Link2 aria-hidden className="size-3.5 shrink-0" />
            {source.kind === "google_sheet" ? "Linked to a Google Sheet" : "Linked to a CSV address"}
          </p>
        )}
        {source?.lastError && (
          <p className="flex items-center gap-1.5 text-13 text-warning-soft-foreground">
            <TriangleAlert aria-hidden className="size-3.5 shrink-0" /> The last refresh failed
          </p>
        )}
      </div>
      <p className="text-13 text-muted-foreground tabular-nums @xl:text-right">
        {countText(table.rowCount, "row")} · {countText(table.columns.length, "column")}
      </p>
      <time
        dateTime={updatedAt.toISOString()}
        title={updatedAt.toUTCString()}
        className="text-13 text-muted-foreground @xl:text-right"
      >
        Changed {timeAgo(updatedAt, now)}
      </time>
    </li>
  );
}

function countText(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count.toLocaleString("en")} ${noun}s`;
}
