"use client";

import { useRef } from "react";
import { cn } from "@/components/ui/cn";
import { useFieldControl } from "@/components/ui/field-context";
import { inputStyles } from "@/components/ui/input";
import { insertVariable } from "./insert-variable";
import { VariableMenu } from "./variable-menu";
import type { VariableGroup } from "./variables";

interface TemplateBoxProps {
  /** What it holds, for the + button: "Address". */
  name: string;
  value: string;
  onChange: (value: string) => void;
  variables: VariableGroup[];
  kind?: "line" | "text" | "json";
  placeholder?: string;
  className?: string;
}

/** A box for a text with variables, and the + that inserts one at the caret. Inside a FormField it is wired to it. */
export function TemplateBox({ name, value, onChange, variables, kind = "line", ...props }: TemplateBoxProps) {
  const { placeholder, className } = props;
  const wiring = useFieldControl({});
  const box = useRef<HTMLTextAreaElement>(null);
  const caret = useRef<number | null>(null);

  function insert(reference: string) {
    const { selectionStart, selectionEnd } = box.current ?? {
      selectionStart: value.length,
      selectionEnd: value.length,
    };
    const edited = insertVariable(value, { start: selectionStart, end: selectionEnd }, reference, kind === "json");
    caret.current = edited.caret;
    onChange(edited.text);
  }

  function focusBox() {
    const at = caret.current;
    caret.current = null;
    box.current?.focus();
    if (at !== null) box.current?.setSelectionRange(at, at);
  }

  return (
    <div className="relative min-w-0">
      <textarea
        {...wiring}
        ref={box}
        rows={1}
        value={value}
        placeholder={placeholder}
        spellCheck={false}
        autoCapitalize="none"
        autoCorrect="off"
        onChange={(event) => onChange(kind === "line" ? withoutBreaks(event.target.value) : event.target.value)}
        onKeyDown={(event) => {
          if (kind === "line" && event.key === "Enter") event.preventDefault();
        }}
        className={cn(
          inputStyles,
          "block field-sizing-content resize-none py-1.75 pr-10 font-mono leading-5 break-all whitespace-pre-wrap md:text-[13px]",
          kind === "line" ? "min-h-9" : "max-h-96 min-h-32 break-words",
          className,
        )}
      />
      <VariableMenu
        into={name}
        groups={variables}
        onChoose={insert}
        onClosed={focusBox}
        className="absolute top-0.5 right-0.5"
      />
    </div>
  );
}

/** An address or a header is one line, also when it was pasted with a line break at its end. */
function withoutBreaks(text: string): string {
  return text.replace(/[\r\n]+/g, "");
}
