"use client";

import { useState } from "react";
import { toast } from "sonner";
import type { ImportedOperation, ImportedRequest } from "@/server/actions/import/imported-request";
import type { ActionForm } from "../editor/action-form";
import { duplicateStep, newStep } from "./edit-steps";
import { fieldId } from "../fields/form-field";
import { insertRequestStep, withOperation, withRequest } from "../import/apply-import";
import type { ImportOptions } from "../import/import-options";
import { moveRow, removeRow } from "../fields/rows";
import type { StepForm } from "./step-form";
import type { StepKindName } from "./step-kind-form";

export const MAX_STEPS = 20;

interface StepChangesInput {
  form: ActionForm;
  onToggle: (key: string, isOpen: boolean) => void;
  onChange: (change: (form: ActionForm) => Partial<ActionForm>) => void;
}

/** The commands that change an action's steps. Each also moves the focus. */
export function useStepChanges({ form, onToggle, onChange }: StepChangesInput) {
  const [announcement, setAnnouncement] = useState("");
  const { steps } = form;

  function insert(step: StepForm, index: number) {
    onChange((form) => ({ steps: form.steps.toSpliced(index, 0, step) }));
    onToggle(step.key, true);
    focusLater(`steps.${index}.name`);
  }

  function moveTo(step: StepForm, to: number) {
    const from = steps.indexOf(step);
    if (to === from || to < 0 || to >= steps.length) return;
    onChange((form) => ({ steps: moveRow(form.steps, from, to) }));
  }

  /** Inserts a step with an imported request, or fills an untouched step. */
  function insertFilled(index: number, fill: (form: ActionForm, stepKey: string) => Partial<ActionForm>) {
    const { steps: withStep, step, at } = insertRequestStep(steps, index);
    onChange((form) => fill({ ...form, steps: withStep }, step.key));
    onToggle(step.key, true);
    focusLater(`steps.${at}.url`);
  }

  return {
    announcement,
    moveTo,
    add: (kind: StepKindName, index: number) => insert(newStep(steps, kind), index),
    duplicate: (step: StepForm) => {
      if (steps.length < MAX_STEPS) insert(duplicateStep(step, steps), steps.indexOf(step) + 1);
      else toast.error(`An action has at most ${MAX_STEPS} steps.`);
    },
    change: (key: string, change: (step: StepForm) => StepForm) =>
      onChange((form) => ({ steps: form.steps.map((step) => (step.key === key ? change(step) : step)) })),
    move(step: StepForm, by: -1 | 1) {
      const to = steps.indexOf(step) + by;
      if (to < 0 || to >= steps.length) return;
      moveTo(step, to);
      setAnnouncement(`Step ${step.name} is now ${to + 1} of ${steps.length}.`);
      focusLater(`steps.${to}`);
    },
    remove(step: StepForm) {
      const index = steps.indexOf(step);
      onChange((form) => ({ steps: removeRow(form.steps, step.key) }));
      document.getElementById("add-step")?.focus();
      const undo = () => onChange((form) => ({ steps: form.steps.toSpliced(index, 0, step) }));
      toast(`Step ${step.name} was removed.`, { action: { label: "Undo", onClick: undo } });
    },
    fill: (stepKey: string, request: ImportedRequest, options: ImportOptions) =>
      onChange((form) => withRequest(form, stepKey, request, options)),
    addRequest: (request: ImportedRequest, options: ImportOptions, index: number) =>
      insertFilled(index, (form, stepKey) => withRequest(form, stepKey, request, options)),
    addOperation: (operation: ImportedOperation, index: number) =>
      insertFilled(index, (form, stepKey) => withOperation(form, stepKey, operation)),
  };
}

export type StepChanges = ReturnType<typeof useStepChanges>;

/** How long to retry focusing a new field, in milliseconds: a menu takes a moment to close. */
const OFFER_MS = 1000;

/**
 * Focuses a field when it appears, with its text selected, so that typing replaces the name that was made up for a new
 * step. Retries because a menu that is still closing takes the focus back.
 */
function focusLater(path: string): void {
  const end = performance.now() + OFFER_MS;
  let hadIt = false;
  const offer = () => {
    const field = document.getElementById(fieldId(path));
    const hasIt = field !== null && document.activeElement === field;
    if ((hasIt && hadIt) || performance.now() > end) return;
    hadIt = hasIt;
    if (!hasIt) {
      field?.focus();
      if (field instanceof HTMLInputElement) field.select();
    }
    requestAnimationFrame(offer);
  };
  requestAnimationFrame(offer);
}
