"use client";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { Refusal } from "./import-state";

interface RefusalNoticeProps {
  refusal: Refusal;
  totalRows: number;
  pending: boolean;
  onSkip: () => void;
}

/** Why nothing was imported: the rows that do not fit, by line, and what the user can do. */
export function RefusalNotice({ refusal, totalRows, pending, onSkip }: RefusalNoticeProps) {
  const { message, faults, faultCount } = refusal;
  if (faultCount === 0) {
    return (
      <Alert tone="danger" title="Nothing was imported">
        {message}
      </Alert>
    );
  }
  const bad = faultCount === 1 ? "1 row does" : `${faultCount.toLocaleString("en")} rows do`;
  const good = totalRows - faultCount;
  return (
    <Alert tone="danger" title={`${bad} not fit, so nothing was imported`}>
      <div className="grid gap-3">
        <p>Fix the file, read a column as text below, or leave these rows out.</p>
        <ul
          aria-label="Rows that do not fit"
          className="max-h-56 overflow-y-auto rounded-md border border-destructive/25 bg-card text-13 leading-5 text-foreground focus-ring"
        >
          {faults.map(({ line, column, message: reason }) => (
            <li key={`${line} ${column} ${reason}`} className="flex gap-3 border-b px-3 py-1.5 last:border-b-0">
              <span className="w-20 shrink-0 text-muted-foreground tabular-nums">Line {line.toLocaleString("en")}</span>
              <span className="min-w-0 wrap-anywhere">{reason}</span>
            </li>
          ))}
        </ul>
        {faultCount > faults.length && <p>These are the first of them.</p>}
        {good > 0 && (
          <Button variant="outline" size="sm" className="w-fit text-foreground" pending={pending} onClick={onSkip}>
            Leave {faultCount === 1 ? "it" : "them"} out and import{" "}
            {good === 1 ? "1 row" : `${good.toLocaleString("en")} rows`}
          </Button>
        )}
      </div>
    </Alert>
  );
}
