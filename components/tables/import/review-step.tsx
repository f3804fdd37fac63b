"use client";

import { Check } from "lucide-react";
import { Segmented } from "@/components/actions/fields/segmented";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Table } from "../table-types";
import { ColumnChoices } from "./column-choices";
import { choiceFaults, type ImportState } from "./import-state";
import { PreviewTable } from "./preview-table";
import { ReadChoice } from "./read-choice";
import { RefusalNotice } from "./refusal-notice";
import { UnknownResults } from "./unknown-results";
import type { ImportScreen } from "./use-import";

interface ReviewStepProps {
  table: Pick<Table, "id" | "name" | "rowCount" | "columns"> | null;
  screen: ImportScreen;
  state: Extract<ImportState, { phase: "review" }>;
}

/** Shows what was found in the file (columns, types, first rows), and how it will be imported. */
export function ReviewStep({ table, screen, state }: ReviewStepProps) {
  const { upload, choices, refusal } = state;
  const faults = choiceFaults(choices, table === null);
  const canStart = faults.name === null && faults.whole === null && faults.byColumn.size === 0;
  const start = (skipBadRows: boolean) => screen.start(upload.importId, choices, skipBadRows);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-14">
        <span className="inline-flex min-w-0 items-center gap-1.5 font-medium wrap-anywhere">
          <Check aria-hidden className="size-4 shrink-0 text-success" />
          {upload.fileName}
        </span>
        <span className="text-muted-foreground tabular-nums">
          {upload.totalRows === 1 ? "1 row" : `${upload.totalRows.toLocaleString("en")} rows`},{" "}
          {upload.columns.length === 1 ? "1 column" : `${upload.columns.length} columns`}
        </span>
        <Button variant="link" onClick={screen.startOver}>
          Choose another file
        </Button>
      </p>
      {refusal && (
        <RefusalNotice
          refusal={refusal}
          totalRows={upload.totalRows}
          pending={screen.isStarting}
          onSkip={() => start(true)}
        />
      )}
      <UnknownResults cells={upload.unknownResults} />
      <ReadChoice place={upload.place} onChange={(choice) => void screen.choose(null, choice)} />
      {table ? (
        <ModeChoice
          table={table}
          mode={choices.mode}
          onChange={(mode) => screen.dispatch({ type: "changed", changes: { mode } })}
        />
      ) : (
        <Field label="Name of the table" error={faults.name ?? undefined} className="max-w-md">
          <Input
            value={choices.name}
            maxLength={100}
            autoComplete="off"
            onChange={(event) => screen.dispatch({ type: "changed", changes: { name: event.target.value } })}
          />
        </Field>
      )}
      <ColumnChoices
        columns={choices.columns}
        present={table?.columns ?? null}
        faults={faults.byColumn}
        onChange={(key, changes) => screen.dispatch({ type: "columnChanged", key, changes })}
      />
      <PreviewTable columns={choices.columns} rows={upload.preview} totalRows={upload.totalRows} />
      {faults.whole !== null && <Alert tone="warning">{faults.whole}</Alert>}
      <div className="flex flex-wrap gap-2 border-t pt-5">
        <Button disabled={!canStart} pending={screen.isStarting} onClick={() => start(false)}>
          Import {upload.totalRows === 1 ? "1 row" : `${upload.totalRows.toLocaleString("en")} rows`}
        </Button>
        <Button variant="outline" onClick={screen.startOver}>
          Cancel
        </Button>
      </div>
    </div>
  );
}

interface ModeChoiceProps {
  table: Pick<Table, "name" | "rowCount">;
  mode: "replace" | "append";
  onChange: (mode: "replace" | "append") => void;
}

function ModeChoice({ table, mode, onChange }: ModeChoiceProps) {
  const present = table.rowCount === 1 ? "the row" : `the ${table.rowCount.toLocaleString("en")} rows`;
  return (
    <Field
      label={`Rows of ${table.name}`}
      hint={
        mode === "append"
          ? `The file's rows are added after ${present} already in the table.`
          : `The file's rows replace ${present} already in the table, in one step at the end of the import.`
      }
    >
      <Segmented
        label="What to do with the existing rows"
        value={mode}
        options={[
          { value: "append", label: "Keep and add" },
          { value: "replace", label: "Replace all" },
        ]}
        onChange={onChange}
      />
    </Field>
  );
}
