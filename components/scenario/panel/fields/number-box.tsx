"use client";

import { useState } from "react";
import { Input } from "@/components/ui/input";

interface NumberBoxProps {
  /** Null for none; NaN while what is typed is no number. */
  value: number | null;
  onChange: (value: number | null) => void;
  placeholder?: string;
  /** Shown after the number, such as "seconds". */
  unit?: string;
}

/** A box for a number. The typed text is kept unchanged. Works inside a Field. */
export function NumberBox({ value, onChange, placeholder, unit }: NumberBoxProps) {
  const [text, setText] = useState(textOf(value));
  const [known, setKnown] = useState(value);
  // Changed from outside, such as by Undo.
  if (!Object.is(value, known)) {
    setKnown(value);
    if (!Object.is(numberIn(text), value)) setText(textOf(value));
  }
  return (
    <span className="flex items-center gap-2">
      <Input
        inputMode="decimal"
        autoComplete="off"
        value={text}
        placeholder={placeholder}
        onChange={(event) => {
          setText(event.target.value);
          onChange(numberIn(event.target.value));
        }}
        className="w-20 tabular-nums"
      />
      {unit && <span className="text-13 text-muted-foreground">{unit}</span>}
    </span>
  );
}

function textOf(value: number | null): string {
  return value === null || Number.isNaN(value) ? "" : String(value);
}

function numberIn(text: string): number | null {
  return text.trim() === "" ? null : Number(text);
}
