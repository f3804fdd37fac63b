"use client";

import { useState } from "react";
import { FormField } from "@/components/actions/fields/form-field";
import { Textarea } from "@/components/ui/textarea";
import { isSame } from "@/components/bot-editor/autosave/merge-changes";
import { countRepeated, phrasesIn } from "./phrase-lists";

interface PhrasesFieldProps {
  path: string;
  label: string;
  hint: string;
  /** The singular name of a line, such as "phrase". */
  what: string;
  placeholder: string;
  value: string[];
  readOnly: boolean;
  onChange: (phrases: string[]) => void;
}

/** Phrases, one per line. The typed text is kept; repetitions are not saved, and leave the box when it loses the focus. */
export function PhrasesField({ path, label, hint, what, placeholder, value, readOnly, onChange }: PhrasesFieldProps) {
  const [text, setText] = useState(() => value.join("\n"));
  // Changed from outside, such as by Undo.
  if (!isSame(phrasesIn(text), value)) setText(value.join("\n"));
  const repeated = countRepeated(text);
  return (
    <FormField
      path={path}
      label={label}
      aside={`${value.length} ${what}${value.length === 1 ? "" : "s"}`}
      hint={
        <>
          {hint}
          {repeated > 0 &&
            ` ${repeated === 1 ? "One line repeats another and is" : `${repeated} lines repeat others and are`} left out.`}
        </>
      }
    >
      <Textarea
        value={text}
        readOnly={readOnly}
        placeholder={placeholder}
        spellCheck={false}
        onChange={(event) => {
          setText(event.target.value);
          onChange(phrasesIn(event.target.value));
        }}
        onBlur={() => setText(value.join("\n"))}
        className="max-h-80"
      />
    </FormField>
  );
}
