"use client";

import { useState } from "react";
import { Field } from "./field";
import { Textarea } from "./textarea";

interface LinesFieldProps {
  label: string;
  hint?: string;
  placeholder?: string;
  error: string | undefined;
  value: string[];
  onChange: (lines: string[]) => void;
}

/** Different texts, one per line. The typed text is kept unchanged. */
export function LinesField({ label, hint, placeholder, error, value, onChange }: LinesFieldProps) {
  const [text, setText] = useState(() => value.join("\n"));
  // Lines from outside, such as after Discard, replace the text.
  const shown = linesIn(text).join("\n") === value.join("\n") ? text : value.join("\n");
  return (
    <Field label={label} hint={hint} error={error}>
      <Textarea
        dir="auto"
        value={shown}
        placeholder={placeholder}
        spellCheck={false}
        onChange={(event) => {
          setText(event.target.value);
          onChange(linesIn(event.target.value));
        }}
      />
    </Field>
  );
}

function linesIn(text: string): string[] {
  const lines = text.split("\n").map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ""))];
}
