"use client";

import { Segmented } from "./segmented";

interface MatchChoiceProps {
  value: "all" | "any";
  /** The plural name of the rules, such as "filters". */
  what: string;
  onChange: (value: "all" | "any") => void;
}

const options = [
  { value: "all", label: "All of them" },
  { value: "any", label: "Any of them" },
] as const;

/** Selects whether all or any of several rules must match. */
export function MatchChoice({ value, what, onChange }: MatchChoiceProps) {
  const label = `How many of the ${what} must hold`;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-13 text-muted-foreground">
      <span aria-hidden>Must hold:</span>
      <Segmented label={label} value={value} options={options} onChange={onChange} />
    </div>
  );
}
