"use client";

import { Textarea } from "@/components/ui/textarea";
import type { ActionForm } from "./action-form";
import { EditorSection } from "./editor-section";
import { FormField } from "../fields/form-field";
import { Segmented } from "../fields/segmented";

interface OutcomeSectionProps {
  form: ActionForm;
  onChange: (part: Partial<ActionForm>) => void;
}

const modes = [
  { value: "last", label: "Last step" },
  { value: "first", label: "First step" },
  { value: "all", label: "All steps" },
] as const;

const meanings = {
  last: "The bot gets the answer of the last step.",
  first: "The bot gets the answer of the first step; the results of later steps are not passed on.",
  all: "The bot gets every step's answer, labelled with the step's name.",
};

/** What the bot receives from a call, on success and on failure. */
export function OutcomeSection({ form, onChange }: OutcomeSectionProps) {
  // With one step, all choices mean the same.
  const hasChoice = form.steps.length > 1 || form.returnMode !== "last";
  return (
    <EditorSection title="What the bot gets">
      {hasChoice && (
        <FormField path="returnMode" label="Answer" hint={meanings[form.returnMode]}>
          <Segmented
            label="Answer"
            value={form.returnMode}
            options={modes}
            onChange={(returnMode) => onChange({ returnMode })}
          />
        </FormField>
      )}
      <FormField
        path="errorMessage"
        label="Error message"
        aside="Optional"
        hint="The bot gets this for any error. Empty: no text, or the server's if any status is accepted."
      >
        <Textarea
          value={form.errorMessage}
          maxLength={2000}
          className="min-h-15"
          placeholder="The order was not found. Ask the customer to check the order number."
          onChange={(event) => onChange({ errorMessage: event.target.value })}
        />
      </FormField>
    </EditorSection>
  );
}
