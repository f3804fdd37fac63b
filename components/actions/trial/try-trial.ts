"use client";

import { useState, type FormEvent } from "react";
import { messageOf } from "@/components/ui/apply-server-error";
import { toDefinition, type ActionForm, type ArgumentRow } from "../editor/action-form";
import { serverFaults } from "../faults/server-faults";
import { tryFieldId } from "./try-argument-field";
import { argumentFaults, toArguments, type TryValues } from "./try-values";

interface TrialInput {
  place: "panel" | "step";
  form: ActionForm;
  /** The arguments that the form asks for. */
  asked: ArgumentRow[];
  initialValues: TryValues;
  /** Saves unsaved changes; resolves to the action's id, or null if the save failed. */
  onSave: () => Promise<string | null>;
  start: (call: { actionId: string; arguments: Record<string, unknown> }) => Promise<{ runId: string }>;
  onRun: (actionId: string, runId: string) => void;
}

/** The state of a trial: its argument values, their faults, and a submit that saves the action and then runs it. */
export function useTrial({ place, form, asked, initialValues, onSave, start, onRun }: TrialInput) {
  const [values, setValues] = useState(initialValues);
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [isStarting, setIsStarting] = useState(false);

  function show(found: Record<string, string>) {
    setFaults(found);
    const [first] = Object.keys(found);
    if (first !== undefined) document.getElementById(tryFieldId(place, first))?.focus();
  }

  async function run() {
    setFailure(null);
    const given = { arguments: toArguments(form.arguments, values) };
    const wrong = onlyAsked(argumentFaults(toDefinition(form), given.arguments), asked);
    show(wrong);
    if (Object.keys(wrong).length > 0) return;
    const actionId = await onSave();
    if (actionId === null)
      return setFailure("The action could not be saved, so it was not run. Check the errors in its form.");
    try {
      const { runId } = await start({ actionId, ...given });
      onRun(actionId, runId);
    } catch (error) {
      const found = serverFaults(error, given).map(({ path, message }) => [path.replace(/^arguments\./, ""), message]);
      const ofBoxes = onlyAsked(Object.fromEntries(found), asked);
      show(ofBoxes);
      if (Object.keys(ofBoxes).length === 0) setFailure(messageOf(error));
    }
  }

  return {
    values,
    faults,
    failure,
    isStarting,
    change(name: string, value: string) {
      setValues((current) => ({ ...current, [name]: value }));
      setFaults(({ [name]: _fixed, ...others }) => others);
    },
    async submit(event: FormEvent) {
      event.preventDefault();
      // React events bubble through portals: keep a dialog's submit from the form that opened it.
      event.stopPropagation();
      setIsStarting(true);
      try {
        await run();
      } finally {
        setIsStarting(false);
      }
    },
  };
}

/** The arguments that have a name; of duplicates, only the first. */
export function namedArguments({ arguments: rows }: ActionForm): ArgumentRow[] {
  return rows.filter(({ name }, index) => name !== "" && rows.findIndex((row) => row.name === name) === index);
}

function onlyAsked(faults: Record<string, string>, asked: ArgumentRow[]): Record<string, string> {
  return Object.fromEntries(Object.entries(faults).filter(([name]) => asked.some((row) => row.name === name)));
}
