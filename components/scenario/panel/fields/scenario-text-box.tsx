"use client";

import { useRef, type KeyboardEvent } from "react";
import { CompletionList } from "@/components/actions/templates/completion/completion-list";
import { useCompletion } from "@/components/actions/templates/completion/use-completion";
import { typeEdit } from "@/components/actions/templates/type-edit";
import { cn } from "@/components/ui/cn";
import { isComposing } from "@/components/ui/is-composing";
import { Textarea } from "@/components/ui/textarea";
import { usePanel } from "../panel-context";

interface ScenarioTextBoxProps {
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  /** One line, such as an address or a label. */
  isLine?: boolean;
}

/** A text for customers. `{{` opens the list of the conversation's variables. Works inside a Field. */
export function ScenarioTextBox({ value, onChange, placeholder, isLine = false }: ScenarioTextBoxProps) {
  const { variables, readOnly } = usePanel();
  const box = useRef<HTMLTextAreaElement>(null);
  const completion = useCompletion({
    box,
    braces: "{{",
    groups: variables,
    onAccept({ start, end }, name) {
      const before = `${value.slice(0, start)}{{${name}}}`;
      if (box.current) typeEdit(box.current, { start, end }, { text: before + value.slice(end), caret: before.length });
    },
  });

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    completion.boxProps.onKeyDown(event);
    if (isLine && event.key === "Enter" && !isComposing(event)) event.preventDefault();
  }

  return (
    <>
      <Textarea
        {...completion.boxProps}
        ref={box}
        rows={1}
        value={value}
        readOnly={readOnly}
        placeholder={placeholder}
        onChange={(event) => {
          onChange(isLine ? event.target.value.replaceAll(/[\r\n]+/g, " ") : event.target.value);
          completion.look(event.target);
        }}
        onKeyDown={onKeyDown}
        className={cn("max-h-96", isLine ? "min-h-9 resize-none py-1.25" : "min-h-18")}
      />
      <CompletionList {...completion.list} whenNone="" />
    </>
  );
}
