"use client";

import { useMutation } from "@tanstack/react-query";
import { History, Play } from "lucide-react";
import Link from "next/link";
import { ActionRunView } from "@/components/trace/action-run-view";
import { useActionRun } from "@/components/trace/use-action-run";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { AcceptSuccessButton } from "./accept-success-button";
import type { ActionForm } from "../editor/action-form";
import { ResponseFields } from "../response/response-fields";
import { TryArgumentField } from "./try-argument-field";
import { TryStepButton } from "./try-step-button";
import { namedArguments, useTrial } from "./try-trial";
import type { TryValues } from "./try-values";

interface TryPanelProps {
  form: ActionForm;
  isDirty: boolean;
  canEdit: boolean;
  runId: string | null;
  /** The latest successful run, while none is shown. */
  lastRunId: string | null;
  initialValues: TryValues;
  /** Saves unsaved changes; resolves to the action's id, or null if the save failed. */
  onSave: () => Promise<string | null>;
  onRun: (actionId: string, runId: string) => void;
  onShowLast: () => void;
  onChange: (change: (form: ActionForm) => Partial<ActionForm>) => void;
}

/** Runs the action with the entered arguments and shows the run. */
export function TryPanel({ form, isDirty, canEdit, runId, initialValues, onSave, onRun, ...props }: TryPanelProps) {
  const { lastRunId, onShowLast, onChange } = props;
  const trpc = useTRPC();
  const start = useMutation(trpc.actions.try.mutationOptions());
  const named = namedArguments(form);
  const trial = useTrial({
    place: "panel",
    form,
    asked: named,
    initialValues,
    onSave,
    start: (call) => start.mutateAsync(call),
    onRun,
  });
  const steps = { form, isDirty, runId, values: trial.values, onSave, onRun };
  return (
    <section aria-labelledby="try-title" className="flex min-w-0 flex-col @4xl:h-full">
      <div className="border-b px-4 py-2.5">
        <h3 id="try-title" className="text-14 font-semibold">
          Try it
        </h3>
        <p className="text-12 text-muted-foreground">Calls your systems for real, outside of any conversation.</p>
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-5 p-4 @4xl:min-h-0 @4xl:flex-1 @4xl:overflow-y-auto">
        <form noValidate onSubmit={trial.submit} className="grid gap-4">
          {named.length === 0 && (
            <p className="text-13 leading-5 text-muted-foreground">
              This action has no arguments. You can run it right away.
            </p>
          )}
          {named.map((argument) => (
            <TryArgumentField
              key={argument.key}
              place="panel"
              argument={argument}
              value={trial.values[argument.name] ?? ""}
              error={trial.faults[argument.name]}
              onChange={(value) => trial.change(argument.name, value)}
            />
          ))}
          {trial.failure && <Alert tone="danger">{trial.failure}</Alert>}
          <Button type="submit" variant="secondary" pending={trial.isStarting} disabled={!canEdit} className="w-fit">
            <Play /> {isDirty ? "Save and run" : "Run"}
          </Button>
          {!canEdit && <p className="text-13 text-muted-foreground">Your role can view actions but not run them.</p>}
        </form>
        {runId && (
          <ActionRunView
            key={runId}
            runId={runId}
            renderStepFields={(step) => <ResponseFields step={step} />}
            renderStepAction={(step) =>
              canEdit &&
              form.steps.some(({ name }) => name === step.name) && (
                <span className="flex items-center gap-2">
                  <AcceptSuccessButton form={form} step={step} onChange={onChange} />
                  <TryStepButton {...steps} stepName={step.name} />
                </span>
              )
            }
          />
        )}
        {runId === null && lastRunId !== null && (
          <Button variant="outline" size="sm" className="w-fit" onClick={onShowLast}>
            <History /> Show the last run
          </Button>
        )}
        {runId && <AllRunsLink runId={runId} />}
      </div>
    </section>
  );
}

function AllRunsLink({ runId }: { runId: string }) {
  const { data: run } = useActionRun(runId);
  if (!run) return null;
  return (
    <Link
      href={`/bots/${run.botId}/actions/runs?action=${run.actionId}`}
      className="inline-flex w-fit items-center gap-1.5 rounded-sm text-13 text-muted-foreground focus-ring hover:text-foreground"
    >
      <History aria-hidden className="size-3.5" /> All runs of this action
    </Link>
  );
}
