"use client";

import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { type ColumnType, columnTypes } from "@/server/schemas/table-column";
import { columnTypeTexts, toColumnType } from "./column-types";

interface ColumnTypeSelectProps {
  value: ColumnType;
  onChange: (type: ColumnType) => void;
  disabled?: boolean;
  /** Needed when there is no Field around it. */
  label?: string;
  className?: string;
}

/** Chooses a column's type. */
export function ColumnTypeSelect({ value, onChange, disabled = false, label, className }: ColumnTypeSelectProps) {
  return (
    <Select value={value} disabled={disabled} onValueChange={(chosen) => onChange(toColumnType(chosen))}>
      <SelectTrigger aria-label={label} className={className}>
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        {columnTypes.map((type) => (
          <SelectItem key={type} value={type} hint={columnTypeTexts[type].hint}>
            {columnTypeTexts[type].label}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
