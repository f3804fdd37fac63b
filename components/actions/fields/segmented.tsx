"use client";

import { RadioGroup } from "radix-ui";
import { useFieldControl } from "@/components/ui/field-context";

interface SegmentedProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}

/** A single choice among a few short labels, all visible. Inside a Field, it uses the field's label and error. */
export function Segmented<T extends string>({ label, value, options, onChange }: SegmentedProps<T>) {
  const wiring = useFieldControl({});
  function choose(chosen: string) {
    const option = options.find((known) => known.value === chosen);
    if (option) onChange(option.value);
  }
  return (
    <RadioGroup.Root
      {...wiring}
      aria-label={label}
      value={value}
      onValueChange={choose}
      className="inline-flex w-fit max-w-full flex-wrap gap-1 rounded-lg border bg-muted p-1"
    >
      {options.map((option) => (
        <RadioGroup.Item
          key={option.value}
          value={option.value}
          className="rounded-md px-3 py-1 text-13 leading-5 font-medium text-muted-foreground focus-ring transition-colors hover:text-foreground disabled:opacity-50 data-[state=checked]:bg-card data-[state=checked]:text-foreground data-[state=checked]:shadow-raised"
        >
          {option.label}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
