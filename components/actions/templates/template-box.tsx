"use client";

import { useContext, useRef, type ClipboardEvent, type RefObject } from "react";
import { cn } from "@/components/ui/cn";
import { useFieldControl } from "@/components/ui/field-context";
import { inputStyles } from "@/components/ui/input";
import { isComposing } from "@/components/ui/is-composing";
import { useAsLastField } from "../response/last-field";
import { StepSurroundings } from "../step-list/step-surroundings";
import { CompletionList } from "./completion/completion-list";
import { useCompletion } from "./completion/use-completion";
import { Corrections } from "./corrections";
import { insertVariable } from "./insert-variable";
import { TintedText } from "./tinted-text";
import { typeEdit } from "./type-edit";
import { NO_VARIABLES, VariableMenu } from "./variable-menu";
import type { VariableGroup } from "./variable-group";

interface TemplateBoxProps {
  /** The field's name in the label of the + button, such as "Address". */
  name: string;
  value: string;
  onChange: (value: string) => void;
  onPaste?: (event: ClipboardEvent) => void;
  variables: VariableGroup[];
  kind?: "line" | "text" | "json";
  /** The line to mark in JSON, counted from 1. */
  faultyLine?: number | undefined;
  placeholder?: string;
  className?: string;
}

/** Longer texts are shown without tints to keep typing fast. */
const MAX_TINTED = 50_000;

/** The styles that the text area and the tints share, so that their lines wrap identically. */
const layer =
  "col-start-1 row-start-1 min-w-0 py-1.75 pr-10 pl-3 font-mono text-16 leading-5 whitespace-pre-wrap md:text-13";

/**
 * A text area for a template. `{{` opens the list of the variables, and a + button inserts one at the caret. Works inside
 * a FormField.
 */
export function TemplateBox({ name, value, onChange, onPaste, variables, kind = "line", ...props }: TemplateBoxProps) {
  const wiring = useFieldControl({});
  const { scope } = useContext(StepSurroundings);
  const box = useRef<HTMLTextAreaElement>(null);
  const { insert, focusBox } = useInsertion({ box, value, isJson: kind === "json", onChange });
  const rememberAsLast = useAsLastField({ name, isJson: kind === "json", box, scope });
  const completion = useCompletion({
    box,
    braces: "{{",
    groups: variables,
    onAccept: (typed, reference) =>
      box.current && typeEdit(box.current, typed, insertVariable(value, typed, reference, kind === "json")),
  });
  const isTinted = value.length <= MAX_TINTED;
  const layout = cn(layer, kind === "line" ? "break-all" : "break-words", kind === "json" && isTinted && "pl-12");

  return (
    <div className="relative min-w-0">
      <div
        className={cn(
          inputStyles,
          "grid px-0 outline-2 -outline-offset-1 has-[textarea:disabled]:opacity-60 has-[textarea:focus-visible]:border-ring has-[textarea:focus-visible]:outline-ring has-[textarea[aria-invalid=true]]:border-destructive has-[textarea[aria-invalid=true]:focus-visible]:outline-destructive",
          kind === "line" ? "min-h-9" : "max-h-96 min-h-32 overflow-y-auto",
          props.className,
        )}
      >
        {isTinted && (
          <TintedText
            text={value}
            hasNumbers={kind === "json"}
            faultyLine={props.faultyLine}
            scope={scope}
            className={cn(layout, "pointer-events-none text-transparent select-none")}
          />
        )}
        <textarea
          {...wiring}
          {...completion.boxProps}
          ref={box}
          rows={1}
          value={value}
          placeholder={props.placeholder}
          spellCheck={false}
          autoCapitalize="none"
          autoCorrect="off"
          onPaste={onPaste}
          onFocus={rememberAsLast}
          onChange={(event) => {
            onChange(kind === "line" ? withoutBreaks(event.target.value) : event.target.value);
            completion.look(event.target);
          }}
          onKeyDown={(event) => {
            completion.boxProps.onKeyDown(event);
            if (kind === "line" && event.key === "Enter" && !isComposing(event)) event.preventDefault();
          }}
          className={cn(
            layout,
            // Positioned, to be painted above the tints.
            "relative block w-full resize-none overflow-hidden bg-transparent outline-none placeholder:text-muted-foreground",
            !isTinted && "field-sizing-content",
          )}
        />
      </div>
      <VariableMenu
        into={name}
        groups={variables}
        onChoose={insert}
        onClosed={focusBox}
        className="absolute top-0.5 right-0.5"
      />
      <CompletionList {...completion.list} whenNone={NO_VARIABLES} />
      {wiring["aria-invalid"] && scope && <Corrections text={value} scope={scope} onChange={onChange} />}
    </div>
  );
}

interface InsertionInput {
  box: RefObject<HTMLTextAreaElement | null>;
  value: string;
  isJson: boolean;
  onChange: (value: string) => void;
}

/** Inserts variables at the caret, and moves the caret behind them after the menu closes. */
function useInsertion({ box, value, isJson, onChange }: InsertionInput) {
  const caret = useRef<number | null>(null);
  return {
    insert(reference: string) {
      const { selectionStart, selectionEnd } = box.current ?? {
        selectionStart: value.length,
        selectionEnd: value.length,
      };
      const edited = insertVariable(value, { start: selectionStart, end: selectionEnd }, reference, isJson);
      caret.current = edited.caret;
      onChange(edited.text);
    },
    focusBox() {
      const at = caret.current;
      caret.current = null;
      box.current?.focus();
      if (at !== null) box.current?.setSelectionRange(at, at);
    },
  };
}

/** Removes line breaks: an address or a header is one line, even if pasted with a trailing break. */
function withoutBreaks(text: string): string {
  return text.replace(/[\r\n]+/g, "");
}
