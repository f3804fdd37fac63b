"use client";

import { useRef } from "react";
import type { UseFormRegisterReturn } from "react-hook-form";
import { insertTextIntoField } from "text-field-edit";
import { CompletionList } from "@/components/actions/templates/completion/completion-list";
import { useCompletion } from "@/components/actions/templates/completion/use-completion";
import { insertVariable } from "@/components/actions/templates/insert-variable";
import { typeEdit } from "@/components/actions/templates/type-edit";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { replyVariables } from "@/server/inbox/saved-replies/reply-template";

interface ReplyTextFieldProps {
  registration: UseFormRegisterReturn<"text">;
  error: string | undefined;
}

const groups = [
  {
    label: "Filled in for each conversation",
    items: replyVariables.map(({ name, label }) => ({ reference: name, hint: label })),
  },
];

/** The text of a reply. `{{` opens the list of the variables, and buttons insert one at the caret. */
export function ReplyTextField({ registration, error }: ReplyTextFieldProps) {
  const box = useRef<HTMLTextAreaElement>(null);
  const { ref, ...rest } = registration;
  const completion = useCompletion({
    box,
    braces: "{{",
    groups,
    onAccept: (typed, reference) =>
      box.current && typeEdit(box.current, typed, insertVariable(box.current.value, typed, reference, false)),
  });
  return (
    <div className="grid gap-2">
      <Field
        label="Text"
        hint="{{variables.name}} inserts a variable of the conversation. If a value is missing, the person is asked to write it."
        error={error}
      >
        <Textarea
          {...rest}
          {...completion.boxProps}
          onBlur={(event) => {
            completion.boxProps.onBlur();
            void rest.onBlur(event);
          }}
          onChange={(event) => {
            void rest.onChange(event);
            completion.look(event.target);
          }}
          ref={(element) => {
            box.current = element;
            ref(element);
          }}
          placeholder="Hi {{customer.name}}, we have sent your money back."
          className="max-h-80 min-h-32"
        />
        <CompletionList {...completion.list} whenNone="" />
      </Field>
      <fieldset aria-label="Insert a variable" className="flex flex-wrap gap-1.5">
        {replyVariables.map(({ name, label }) => (
          <Button
            key={name}
            size="sm"
            variant="outline"
            title={`{{${name}}}`}
            onClick={() => {
              if (!box.current) return;
              box.current.focus();
              insertTextIntoField(box.current, `{{${name}}}`);
            }}
          >
            {label}
          </Button>
        ))}
      </fieldset>
    </div>
  );
}
