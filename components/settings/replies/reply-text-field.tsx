"use client";

import { useRef } from "react";
import type { UseFormRegisterReturn } from "react-hook-form";
import { insertTextIntoField } from "text-field-edit";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { replyVariables } from "@/server/inbox/saved-replies/reply-template";

interface ReplyTextFieldProps {
  registration: UseFormRegisterReturn<"text">;
  error: string | undefined;
}

/** The text of a reply, with buttons that insert variables at the caret. */
export function ReplyTextField({ registration, error }: ReplyTextFieldProps) {
  const box = useRef<HTMLTextAreaElement>(null);
  const { ref, ...rest } = registration;
  return (
    <div className="grid gap-2">
      <Field
        label="Text"
        hint="{{variables.name}} inserts a variable of the conversation. If a value is missing, the person is asked to write it."
        error={error}
      >
        <Textarea
          {...rest}
          ref={(element) => {
            box.current = element;
            ref(element);
          }}
          placeholder="Hi {{customer.name}}, we have sent your money back."
          className="max-h-80 min-h-32"
        />
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
