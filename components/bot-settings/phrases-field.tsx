"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";

interface PhrasesFieldProps {
  label: string;
  hint: string;
  placeholder: string;
  error: string | undefined;
  value: string[];
  onChange: (phrases: string[]) => void;
}

/** Phrases, one per line. The typed text is kept unchanged. */
export function PhrasesField({ label, hint, placeholder, error, value, onChange }: PhrasesFieldProps) {
  const [text, setText] = useState(() => value.join("\n"));
  return (
    <Field label={label} hint={hint} error={error}>
      <Textarea
        value={text}
        placeholder={placeholder}
        spellCheck={false}
        onChange={(event) => {
          setText(event.target.value);
          onChange(phrasesIn(event.target.value));
        }}
      />
    </Field>
  );
}

function phrasesIn(text: string): string[] {
  const lines = text.split("\n").map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ""))];
}
