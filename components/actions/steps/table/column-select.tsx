"use client";

import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import type { ColumnType } from "@/server/schemas/table-column";

export interface Column {
  key: string;
  name: string;
  type: ColumnType;
}

interface ColumnSelectProps {
  value: string;
  columns: Column[];
  onChange: (key: string) => void;
}

const typeNames: Record<ColumnType, string> = {
  text: "text",
  number: "number",
  boolean: "yes or no",
  date: "date, as 2026-03-31",
  datetime: "date and time",
};

/** Selects one of a table's columns. Inside a FormField, it uses the field's label and error. */
export function ColumnSelect({ value, columns, onChange }: ColumnSelectProps) {
  const isGone = value !== "" && columns.length > 0 && !columns.some(({ key }) => key === value);
  return (
    <Select value={value} onValueChange={onChange}>
      <SelectTrigger>
        <SelectValue placeholder={columns.length > 0 ? "Column" : value || "Choose a table first"} />
      </SelectTrigger>
      <SelectContent>
        {isGone && (
          <SelectItem value={value} disabled>
            {value} (no longer in the table)
          </SelectItem>
        )}
        {columns.map(({ key, name, type }) => (
          <SelectItem key={key} value={key} hint={typeNames[type]}>
            {name}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
