"use client";

import { useState } from "react";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { ActionForm } from "./action-form";
import { EditorSection } from "./editor-section";
import { FormField } from "../fields/form-field";
import { suggestFunctionName } from "./suggest-function-name";

interface BasicsSectionProps {
  form: ActionForm;
  onChange: (part: Partial<ActionForm>) => void;
}

/** The action's name, its function name for the model, and the description that tells the model when to use it. */
export function BasicsSection({ form, onChange }: BasicsSectionProps) {
  // Keep the function name in step with the name until the user edits it.
  const [isSuggested, setIsSuggested] = useState(form.functionName === "");

  function rename(name: string) {
    onChange(isSuggested ? { name, functionName: suggestFunctionName(name) } : { name });
  }

  function renameFunction(functionName: string) {
    setIsSuggested(functionName === "");
    onChange({ functionName });
  }

  return (
    <EditorSection title="What it does">
      <div className="grid gap-5 md:grid-cols-2">
        <FormField path="name" label="Name" hint="What your team calls it." required>
          <Input
            value={form.name}
            maxLength={100}
            placeholder="Look up an order"
            autoComplete="off"
            onChange={(event) => rename(event.target.value)}
          />
        </FormField>
        <FormField
          path="functionName"
          label="Function name"
          hint="What the model calls it. Letters, digits and _ only."
          isEager={form.functionName !== ""}
          required
        >
          <Input
            value={form.functionName}
            maxLength={64}
            placeholder="look_up_an_order"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            className="font-mono md:text-13"
            onChange={(event) => renameFunction(event.target.value)}
          />
        </FormField>
      </div>
      <FormField
        path="description"
        label="Description"
        hint="When the bot should use it, and what it finds or does. The model reads this to choose."
      >
        <Textarea
          value={form.description}
          maxLength={2000}
          className="min-h-15"
          placeholder="Finds an order by its number and returns its status and expected delivery date."
          onChange={(event) => onChange({ description: event.target.value })}
        />
      </FormField>
    </EditorSection>
  );
}
