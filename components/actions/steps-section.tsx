"use client";

import { useState } from "react";
import { toast } from "sonner";
import { newStep, type ActionForm, type StepForm } from "./action-form";
import { EditorSection } from "./editor-section";
import { fieldId } from "./form-field";
import { AddButton } from "./row-buttons";
import { changeRow, moveRow, removeRow } from "./rows";
import { StepCard } from "./step-card";
import { variableGroups } from "./variables";

const MAX_STEPS = 20;

interface StepsSectionProps {
  form: ActionForm;
  readOnly: boolean;
  /** Answers of the last run, by step name: their fields are offered as variables. */
  bodies: ReadonlyMap<string, unknown>;
  openKeys: ReadonlySet<string>;
  onToggle: (key: string, isOpen: boolean) => void;
  onChange: (change: (form: ActionForm) => Partial<ActionForm>) => void;
}

/** The calls of the action, in their order. */
export function StepsSection({ form, readOnly, bodies, openKeys, onToggle, onChange }: StepsSectionProps) {
  const [announcement, setAnnouncement] = useState("");
  const { steps } = form;

  function add() {
    const step = newStep(steps);
    onChange((form) => ({ steps: [...form.steps, step] }));
    onToggle(step.key, true);
    requestAnimationFrame(() => document.getElementById(fieldId(`steps.${steps.length}.name`))?.focus());
  }

  function move(step: StepForm, by: -1 | 1) {
    const from = steps.indexOf(step);
    const to = from + by;
    if (to < 0 || to >= steps.length) return;
    onChange((form) => ({ steps: moveRow(form.steps, from, to) }));
    setAnnouncement(`Step ${step.name} is now ${to + 1} of ${steps.length}.`);
    requestAnimationFrame(() => document.getElementById(fieldId(`steps.${to}`))?.focus());
  }

  function remove(step: StepForm) {
    const index = steps.indexOf(step);
    onChange((form) => ({ steps: removeRow(form.steps, step.key) }));
    document.getElementById("add-step")?.focus();
    const undo = () => onChange((form) => ({ steps: form.steps.toSpliced(index, 0, step) }));
    toast(`Step ${step.name} was removed.`, { action: { label: "Undo", onClick: undo } });
  }

  return (
    <EditorSection
      title="Steps"
      description="Webhook calls, carried out one after another. Each may use what earlier ones returned; a failed one ends the action."
    >
      <ol className="grid min-w-0 gap-3">
        {steps.map((step, index) => (
          <StepCard
            key={step.key}
            step={step}
            index={index}
            count={steps.length}
            variables={variableGroups(form, index, bodies)}
            isOpen={openKeys.has(step.key)}
            readOnly={readOnly}
            onToggle={() => onToggle(step.key, !openKeys.has(step.key))}
            onChange={(part) => onChange((form) => ({ steps: changeRow(form.steps, step.key, part) }))}
            onMove={(by) => move(step, by)}
            onRemove={() => remove(step)}
          />
        ))}
      </ol>
      {steps.length === 0 && (
        <p id={fieldId("steps")} tabIndex={-1} className="text-[13px] text-muted-foreground">
          An action needs at least one step.
        </p>
      )}
      {!readOnly && steps.length < MAX_STEPS && (
        <AddButton id="add-step" onClick={add}>
          Add step
        </AddButton>
      )}
      <output className="sr-only">{announcement}</output>
    </EditorSection>
  );
}
