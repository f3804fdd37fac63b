"use client";

import { useMutation } from "@tanstack/react-query";
import { Play } from "lucide-react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { useActionRun } from "@/components/trace/use-action-run";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { referencesOf, stepsNeededBy } from "@/server/actions/definition/step-references";
import { toDefinition, type ActionForm } from "../editor/action-form";
import { TryArgumentField } from "./try-argument-field";
import { namedArguments, useTrial } from "./try-trial";
import { toTryValues, type TryValues } from "./try-values";

export interface TryStepProps {
  form: ActionForm;
  stepName: string;
  isDirty: boolean;
  /** The run shown beside the form. Its results and arguments are the defaults. */
  runId: string | null;
  /** The values in the trial panel. Defaults to the arguments of the run shown. */
  values?: TryValues;
  /** Saves unsaved changes; resolves to the action's id, or null if the save failed. */
  onSave: () => Promise<string | null>;
  /** Called with the started run. */
  onRun: (actionId: string, runId: string) => void;
}

interface TryStepDialogProps extends TryStepProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Asks for the arguments of one step and runs only that step. */
export function TryStepDialog({ open, onOpenChange, ...props }: TryStepDialogProps) {
  const shown = useActionRun(props.runId);
  const initialValues = props.values ?? toTryValues(shown.data?.arguments ?? {});
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>
            Try the step <code className="font-mono text-16">{props.stepName}</code>
          </DialogTitle>
          <DialogDescription>
            Runs only this step as last saved, for real but outside of any conversation.
          </DialogDescription>
        </DialogHeader>
        <StepTrial {...props} initialValues={initialValues} onEnd={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

interface StepTrialProps extends TryStepProps {
  initialValues: TryValues;
  onEnd: () => void;
}

function StepTrial({ form, stepName, isDirty, runId, initialValues, onSave, onRun, onEnd }: StepTrialProps) {
  const trpc = useTRPC();
  const tryStep = useMutation(trpc.actions.tryStep.mutationOptions());
  const { steps } = toDefinition(form);
  const step = steps.find(({ name }) => name === stepName);
  const used = step && referencesOf(step);
  const asked = namedArguments(form).filter(({ name }) => used?.args.has(name));
  const needed = step ? stepsNeededBy(step, steps).map(({ name }) => name) : [];
  const trial = useTrial({
    place: "step",
    form,
    asked,
    initialValues,
    onSave,
    start: (call) => tryStep.mutateAsync({ ...call, stepName, ...(runId !== null && { fromRunId: runId }) }),
    onRun(actionId, startedId) {
      onEnd();
      onRun(actionId, startedId);
    },
  });
  return (
    <form noValidate onSubmit={trial.submit} className="grid gap-4">
      {asked.map((argument) => (
        <TryArgumentField
          key={argument.key}
          place="step"
          argument={argument}
          value={trial.values[argument.name] ?? ""}
          error={trial.faults[argument.name]}
          onChange={(value) => trial.change(argument.name, value)}
        />
      ))}
      {asked.length === 0 && <p className="text-13 leading-5 text-muted-foreground">This step uses no arguments.</p>}
      {needed.length > 0 && <NeededResults names={needed} />}
      {trial.failure && <Alert tone="danger">{trial.failure}</Alert>}
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button type="submit" pending={trial.isStarting}>
          <Play /> {isDirty ? "Save and try" : "Try"}
        </Button>
      </DialogFooter>
    </form>
  );
}

function NeededResults({ names }: { names: string[] }) {
  return (
    <p className="text-13 leading-5 text-muted-foreground">
      It uses what {names.length === 1 ? "this step" : "these steps"} returned before:{" "}
      {names.map((name, index) => (
        <span key={name}>
          {index > 0 && ", "}
          <code className="font-mono text-foreground">{name}</code>
        </span>
      ))}
      . Results come from the run that is shown, or else from your latest trials.
    </p>
  );
}
