"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { prettyBody } from "./pretty-body";
import type { StepRun } from "./run-types";
import { foundRows, type FoundRows } from "./found-rows";

/** A step's result other than an HTTP response: rows, the answer of another system or bot, or variables. */
export function StepResult({ step: { kind, output } }: { step: StepRun }) {
  const { body, status, variables } = output;
  const rows = kind === "table" ? foundRows(body) : null;
  const text = prettyBody(body);
  // HTTP responses are shown with their request, and variables in their own list.
  const hasText = status === null && rows === null && kind !== "set_variables" && body !== null && text !== "";
  return (
    <>
      {rows && <FoundRowsTable found={rows} />}
      {hasText && <CodeBlock title={titles[kind] ?? "Result"} code={text} wrap className="max-h-72" />}
      {variables && <Variables values={variables} />}
    </>
  );
}

const titles: Partial<Record<string, string>> = { sub_bot: "Its answer", callback: "What was posted" };

function Variables({ values }: { values: Record<string, unknown> }) {
  const entries = Object.entries(values);
  if (entries.length === 0) return null;
  return (
    <dl aria-label="Variables" className="grid gap-1 rounded-lg border bg-muted p-3 font-mono text-12 leading-5">
      {entries.map(([name, value]) => (
        <div key={name} className="min-w-0 wrap-anywhere">
          <dt className="inline text-muted-foreground">{name}: </dt>
          <dd className="inline">{prettyBody(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

const SHOWN_ROWS = 10;

function FoundRowsTable({ found: { columns, rows } }: { found: FoundRows }) {
  const [all, setAll] = useState(false);
  const shown = (all ? rows : rows.slice(0, SHOWN_ROWS)).map((cells, index) => ({ cells, number: index + 1 }));
  return (
    <div className="grid min-w-0 gap-2">
      <section aria-label="Rows found" className="max-h-80 overflow-auto rounded-lg border focus-ring">
        <table className="w-full border-collapse text-left text-12">
          <thead className="sticky top-0 bg-muted">
            <tr>
              {columns.map((column) => (
                <th
                  key={column}
                  scope="col"
                  className="px-2.5 py-1.5 font-medium whitespace-nowrap text-muted-foreground"
                >
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y border-t">
            {shown.map(({ cells, number }) => (
              <tr key={number}>
                {columns.map((column, index) => (
                  <td key={column} className="max-w-60 truncate px-2.5 py-1.5 tabular-nums" title={cells[index]}>
                    {cells[index]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.length > SHOWN_ROWS && !all && (
        <Button variant="link" className="w-fit text-13" onClick={() => setAll(true)}>
          Show all {rows.length} rows
        </Button>
      )}
    </div>
  );
}
