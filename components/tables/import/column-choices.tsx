"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import { isSameName } from "@/server/tables/columns/column-key";
import type { TableColumn } from "@/server/schemas/table-column";
import { ColumnTypeSelect } from "../column-type-select";
import type { ColumnChoice } from "./import-state";

interface ColumnChoicesProps {
  columns: readonly ColumnChoice[];
  /** The columns of the target table; null for a new table. */
  present: readonly TableColumn[] | null;
  /** By column key. */
  faults: ReadonlyMap<string, string>;
  onChange: (key: string, changes: Partial<Pick<ColumnChoice, "name" | "type" | "isIncluded">>) => void;
}

/** The file's columns: which ones to import, under which name and type. */
export function ColumnChoices({ columns, present, faults, onChange }: ColumnChoicesProps) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 text-16 font-semibold">Columns</legend>
      <p className="text-13 leading-5 text-muted-foreground">
        {present === null
          ? "Every row of the file fits these types."
          : "Columns that are already in the table keep their types."}{" "}
        Untick a column to leave it out.
      </p>
      <ul className="divide-y rounded-xl border bg-card shadow-raised">
        {columns.map((column) => (
          <ColumnLine
            key={column.key}
            column={column}
            target={present && column.isIncluded ? targetOf(column, present) : null}
            fault={faults.get(column.key)}
            onChange={(changes) => onChange(column.key, changes)}
          />
        ))}
      </ul>
    </fieldset>
  );
}

interface ColumnLineProps {
  column: ColumnChoice;
  /** Where the column goes, in a few words. */
  target: string | null;
  fault: string | undefined;
  onChange: (changes: Partial<Pick<ColumnChoice, "name" | "type" | "isIncluded">>) => void;
}

function ColumnLine({ column, target, fault, onChange }: ColumnLineProps) {
  const { key, name, type, isIncluded } = column;
  const faultId = `import-column-${key}`;
  return (
    <li className={cn("grid gap-1.5 px-4 py-2.5", !isIncluded && "opacity-60")}>
      <div className="flex flex-wrap items-center gap-3">
        <Checkbox
          aria-label={`Import the column ${name}`}
          checked={isIncluded}
          onCheckedChange={(checked) => onChange({ isIncluded: checked === true })}
        />
        <Input
          aria-label={`Name of the column ${name}`}
          aria-invalid={fault !== undefined || undefined}
          aria-describedby={fault === undefined ? undefined : faultId}
          value={name}
          maxLength={200}
          disabled={!isIncluded}
          autoComplete="off"
          onChange={(event) => onChange({ name: event.target.value })}
          className="w-40 flex-1"
        />
        <div className="w-40 max-sm:w-full max-sm:pl-7.5">
          <ColumnTypeSelect
            label={`Type of the column ${name}`}
            value={type}
            disabled={!isIncluded}
            onChange={(chosen) => onChange({ type: chosen })}
          />
        </div>
      </div>
      {target !== null && <p className="ml-7.5 text-13 leading-5 text-muted-foreground">{target}</p>}
      {fault !== undefined && (
        <p id={faultId} className="ml-7.5 text-13 leading-5 text-destructive-soft-foreground">
          {fault}
        </p>
      )}
    </li>
  );
}

function targetOf({ name }: ColumnChoice, present: readonly TableColumn[]): string {
  const same = present.find((column) => isSameName(column.name, name));
  return same ? `Fills ${same.name}` : "Becomes a new column";
}
