"use client";

import { Braces } from "lucide-react";
import { useRef } from "react";
import { CompletionList } from "@/components/actions/templates/completion/completion-list";
import { useCompletion } from "@/components/actions/templates/completion/use-completion";
import { typeEdit } from "@/components/actions/templates/type-edit";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { builtInVariables } from "@/server/text/render-instruction";

interface InstructionFieldProps {
  value: string;
  readOnly: boolean;
  onChange: (instruction: string) => void;
  onBlur: () => void;
}

const groups = [
  {
    label: "Filled in for each conversation",
    items: Object.entries(builtInVariables).map(([reference, hint]) => ({ reference, hint })),
  },
];

/** The system instruction. A brace opens the list of `{variables}`, and a menu inserts one at the caret. */
export function InstructionField({ value, readOnly, onChange, onBlur }: InstructionFieldProps) {
  const box = useRef<HTMLTextAreaElement>(null);

  function insert(name: string) {
    const { selectionStart: start, selectionEnd: end } = box.current ?? {
      selectionStart: value.length,
      selectionEnd: value.length,
    };
    const written = `{${name}}`;
    onChange(value.slice(0, start) + written + value.slice(end));
    requestAnimationFrame(() => {
      box.current?.focus();
      box.current?.setSelectionRange(start + written.length, start + written.length);
    });
  }

  const completion = useCompletion({
    box,
    braces: "{",
    groups,
    onAccept({ start, end }, name) {
      const before = `${value.slice(0, start)}{${name}}`;
      if (box.current) typeEdit(box.current, { start, end }, { text: before + value.slice(end), caret: before.length });
    },
  });

  return (
    <Field
      label="Instruction"
      hint={
        <>
          Who the bot is, what it does and how it speaks. The offline model answers from the lines below{" "}
          <code className="font-mono">Facts:</code>. Placeholders that a channel sends work too, as{" "}
          <code className="font-mono">{"{name}"}</code>.
        </>
      }
      aside={readOnly ? undefined : <VariableMenu onChoose={insert} />}
    >
      <Textarea
        {...completion.boxProps}
        ref={box}
        value={value}
        readOnly={readOnly}
        maxLength={100_000}
        spellCheck
        onBlur={() => {
          completion.boxProps.onBlur();
          onBlur();
        }}
        onChange={(event) => {
          onChange(event.target.value);
          completion.look(event.target);
        }}
        className="max-h-[85dvh] min-h-[max(14rem,40dvh)] text-14 leading-6"
      />
      <CompletionList {...completion.list} whenNone="" />
    </Field>
  );
}

function VariableMenu({ onChoose }: { onChoose: (name: string) => void }) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="link" className="text-12">
          <Braces className="size-3.5" /> Insert a variable
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuLabel>Filled in for each conversation</DropdownMenuLabel>
        {Object.entries(builtInVariables).map(([name, meaning]) => (
          <DropdownMenuItem key={name} onSelect={() => onChoose(name)}>
            <span className="grid">
              <code className="font-mono text-13">{`{${name}}`}</code>
              <span className="text-12 text-muted-foreground">{meaning}</span>
            </span>
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
