"use client";

import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import type { StepRun } from "@/components/trace/run-types";
import { withSuccessAccepted } from "./accept-success";
import type { ActionForm } from "../editor/action-form";
import { refusesSuccess } from "../steps/webhook/status-codes";

interface AcceptSuccessButtonProps {
  form: ActionForm;
  step: StepRun;
  onChange: (change: (form: ActionForm) => Partial<ActionForm>) => void;
}

/** Shown next to a webhook step that refused a 2xx status; makes the step accept every 2xx status. */
export function AcceptSuccessButton({ form, step, onChange }: AcceptSuccessButtonProps) {
  const own = form.steps.find(({ name }) => name === step.name);
  if (step.status !== "failed" || own?.kind !== "webhook" || !refusesSuccess(own, step.output.status)) return null;

  function accept() {
    onChange(({ steps }) => ({ steps: withSuccessAccepted(steps, step.name) }));
    toast.success(`The step ${step.name} now accepts every 2xx status. Save and run it again.`);
  }

  return (
    <Button size="sm" variant="outline" onClick={accept}>
      Accept every 2xx
    </Button>
  );
}
