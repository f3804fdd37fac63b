"use client";

import { useMutation } from "@tanstack/react-query";
import { Play } from "lucide-react";
import { useState, type FormEvent } from "react";
import { ActionRunView } from "@/components/trace/step-output-view";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { toDefinition, type ActionForm } from "./action-form";
import { serverFaults } from "./server-faults";
import { TryArgumentField, tryFieldId } from "./try-argument-field";
import { argumentFaults, toArguments, type TryValues } from "./try-values";

interface TryPanelProps {
  form: ActionForm;
  isDirty: boolean;
  canEdit: boolean;
  runId: string | null;
  initialValues: TryValues;
  /** Saves what is unsaved; null when that failed. */
  onSave: () => Promise<string | null>;
  onRun: (actionId: string, runId: string) => void;
}

/** Calls the action with typed-in arguments and shows all that happens. */
export function TryPanel({ form, isDirty, canEdit, runId, initialValues, onSave, onRun }: TryPanelProps) {
  const trial = useTrial({ form, initialValues, onSave, onRun });
  const { arguments: rows } = form;
  const named = rows.filter(({ name }, index) => name !== "" && rows.findIndex((row) => row.name === name) === index);
  return (
    <section aria-labelledby="try-title" className="flex min-w-0 flex-col lg:h-full">
      <div className="border-b px-4 py-2.5">
        <h3 id="try-title" className="text-sm font-semibold tracking-tight">
          Try it
        </h3>
        <p className="text-xs text-muted-foreground">Calls your systems for real, outside of any conversation.</p>
      </div>
      <div className="grid content-start gap-5 p-4 lg:min-h-0 lg:flex-1 lg:overflow-y-auto">
        <form noValidate onSubmit={trial.submit} className="grid gap-4">
          {named.length === 0 && (
            <p className="text-[13px] leading-5 text-muted-foreground">
              This action has no arguments; it can be called as it is.
            </p>
          )}
          {named.map((argument) => (
            <TryArgumentField
              key={argument.key}
              argument={argument}
              value={trial.values[argument.name] ?? ""}
              error={trial.faults[argument.name]}
              onChange={(value) => trial.change(argument.name, value)}
            />
          ))}
          {trial.failure && <Alert tone="danger">{trial.failure}</Alert>}
          <Button type="submit" pending={trial.isStarting} disabled={!canEdit} className="w-fit">
            <Play /> {isDirty ? "Save and run" : "Run"}
          </Button>
          {!canEdit && <p className="text-[13px] text-muted-foreground">Your role may look, but not run actions.</p>}
        </form>
        {runId && <ActionRunView key={runId} runId={runId} />}
      </div>
    </section>
  );
}

function useTrial({ form, initialValues, onSave, onRun }: Omit<TryPanelProps, "canEdit" | "runId" | "isDirty">) {
  const trpc = useTRPC();
  const start = useMutation(trpc.actions.try.mutationOptions());
  const [values, setValues] = useState(initialValues);
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [isStarting, setIsStarting] = useState(false);

  function show(found: Record<string, string>) {
    setFaults(found);
    const [first] = Object.keys(found);
    if (first !== undefined) document.getElementById(tryFieldId(first))?.focus();
  }

  async function run() {
    setFailure(null);
    const given = { arguments: toArguments(form.arguments, values) };
    const wrong = argumentFaults(toDefinition(form), given.arguments);
    show(wrong);
    if (Object.keys(wrong).length > 0) return;
    const actionId = await onSave();
    if (actionId === null)
      return setFailure("The action could not be saved, so it was not run. See what its form says.");
    try {
      const { runId } = await start.mutateAsync({ actionId, ...given });
      onRun(actionId, runId);
    } catch (error) {
      const found = serverFaults(error, given).map(({ path, message }) => [path.replace(/^arguments\./, ""), message]);
      show(Object.fromEntries(found));
      if (found.length === 0) setFailure(messageOf(error));
    }
  }

  return {
    values,
    faults,
    failure,
    isStarting,
    change(name: string, value: string) {
      setValues((current) => ({ ...current, [name]: value }));
      setFaults(({ [name]: _mended, ...others }) => others);
    },
    async submit(event: FormEvent) {
      event.preventDefault();
      setIsStarting(true);
      try {
        await run();
      } finally {
        setIsStarting(false);
      }
    },
  };
}
