"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { useActionRun } from "@/components/trace/use-action-run";
import type { SavedAction } from "../action-types";
import { focusField } from "../fields/form-field";
import type { ActionEditorState } from "./use-action-editor";

interface ScreenInput {
  botId: string;
  action: SavedAction | null;
  editor: ActionEditorState;
  initialRunId: string | null;
  /** The name of the step that is open initially. */
  initialStep: string | null;
}

/** Manages which steps are open, where the focus moves and which page follows a save. */
export function useEditorScreen({ botId, action, editor, initialRunId, initialStep }: ScreenInput) {
  const router = useRouter();
  const [tab, setTab] = useState(initialRunId === null ? "edit" : "try");
  const [runId, setRunId] = useState(initialRunId);
  const { openKeys, toggleStep } = useOpenSteps(editor, initialStep);
  const lastRunId = useLastRun(botId, runId === null ? (action?.id ?? null) : null);
  const run = useActionRun(runId ?? lastRunId);

  function goTo(path: string) {
    setTab("edit");
    const [list, index] = path.split(".");
    const step = list === "steps" ? editor.form.steps[Number(index)] : undefined;
    if (step) toggleStep(step.key, true);
    // Wait two frames: React must render the step before its field can take the focus.
    requestAnimationFrame(() => requestAnimationFrame(() => focusField(path)));
  }

  async function save(): Promise<string | null> {
    const result = await editor.save();
    if (result.ok) return result.actionId;
    if (result.firstFault !== null) goTo(result.firstFault);
    return null;
  }

  const addressOf = (actionId: string) => `/bots/${botId}/actions/${actionId}`;

  async function saveAndStay() {
    const actionId = await save();
    if (actionId === null) return;
    toast.success(action ? "Saved. Publish the bot to let customers use it." : "The action was created.");
    if (action) router.refresh();
    else router.replace(addressOf(actionId));
  }

  const latestSave = useRef(saveAndStay);
  useEffect(() => {
    latestSave.current = saveAndStay;
  });

  return {
    tab,
    setTab,
    runId,
    lastRunId,
    showLastRun: () => setRunId(lastRunId),
    openKeys,
    toggleStep,
    goTo,
    saveAndStay,
    /** The answer of each step in the run that is shown, or else in the last one. */
    bodies: new Map<string, unknown>(run.data?.steps.map((step) => [step.name, step.output.body])),
    saveForRun: async () => (editor.isDirty || editor.actionId === null ? save() : editor.actionId),
    showRun(actionId: string, startedId: string) {
      setRunId(startedId);
      if (action) router.refresh();
      else router.replace(`${addressOf(actionId)}?run=${startedId}`);
    },
    saveOnShortcut(event: KeyboardEvent) {
      if (event.key !== "s" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      event.preventDefault();
      // The key also ends a name, whose references change with the next render.
      if (editor.isDirty && !editor.isSaving) requestAnimationFrame(() => void latestSave.current());
    },
  };
}

export type EditorScreen = ReturnType<typeof useEditorScreen>;

/** The latest successful run of an action, whose results the editor offers as variables. */
function useLastRun(botId: string, actionId: string | null): string | null {
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.actions.runs.queryOptions(
      { botId, actionId: actionId ?? "", status: "succeeded" },
      { enabled: actionId !== null },
    ),
  );
  return data?.runs[0]?.id ?? null;
}

/** The open steps. A single step starts open; of several steps, only the initial one does. */
function useOpenSteps({ form }: ActionEditorState, initialStep: string | null) {
  const [openKeys, setOpenKeys] = useState<ReadonlySet<string>>(() => {
    const isOpen = ({ name }: { name: string }) => form.steps.length === 1 || name === initialStep;
    return new Set(form.steps.filter(isOpen).map(({ key }) => key));
  });
  function toggleStep(key: string, isOpen: boolean) {
    setOpenKeys((current) => (isOpen ? current.union(new Set([key])) : current.difference(new Set([key]))));
  }
  return { openKeys, toggleStep };
}
