"use client";

import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "./select";

/** The value of "no choice": a select's item can't have an empty value. */
const ALL = "all:";

interface FilterSelectProps<V extends string> {
  /** What is filtered, for screen readers. */
  label: string;
  /** The text while nothing is chosen: "All channels". */
  all: string;
  value: V | null;
  options: readonly { value: V; label: string }[];
  onChoose: (value: V | null) => void;
  className?: string;
}

/**
 * Filters a list by one property. A value that is not among the options, such as one still loading, is shown as "…".
 */
export function FilterSelect<V extends string>(props: FilterSelectProps<V>) {
  const { label, all, value, options, onChoose, className } = props;
  const isKnown = value === null || options.some((option) => option.value === value);
  const shown = isKnown ? options : [{ value, label: "…" }, ...options];
  return (
    <Select
      value={value ?? ALL}
      onValueChange={(next) => onChoose(shown.find((option) => option.value === next)?.value ?? null)}
    >
      <SelectTrigger aria-label={label} className={className}>
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        <SelectItem value={ALL}>{all}</SelectItem>
        {shown.map((option) => (
          <SelectItem key={option.value} value={option.value}>
            {option.label}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
