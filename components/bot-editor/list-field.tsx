"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { joinList, splitList } from "./split-list";

interface ListFieldProps {
  label: string;
  hint: string;
  placeholder: string;
  error: string | undefined;
  value: string[];
  readOnly: boolean;
  onChange: (items: string[]) => void;
  onBlur: () => void;
}

/** A comma-separated list of short words in one line. The typed text is kept unchanged. */
export function ListField({ label, hint, error, value, onChange, ...box }: ListFieldProps) {
  const [text, setText] = useState(() => joinList(value));
  return (
    <Field label={label} hint={hint} error={error}>
      <Input
        {...box}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          onChange(splitList(event.target.value));
        }}
      />
    </Field>
  );
}
