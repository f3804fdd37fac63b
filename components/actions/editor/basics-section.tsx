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

/** What the action is called, for people and for the model, and when the model should use it. */
export function BasicsSection({ form, onChange }: BasicsSectionProps) {
  // As long as nobody chose a function name, it follows the name.
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
            className="font-mono md:text-[13px]"
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
          placeholder="Finds an order by its number and tells its status and expected delivery date."
          onChange={(event) => onChange({ description: event.target.value })}
        />
      </FormField>
    </EditorSection>
  );
}
