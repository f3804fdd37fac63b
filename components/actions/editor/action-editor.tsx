"use client";

import { useMemo } from "react";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { useUnsavedChanges } from "@/components/ui/unsaved-changes";
import { ActionFields } from "./action-fields";
import type { SavedAction } from "../action-types";
import { LastFieldProvider } from "../response/last-field";
import { TryPanel } from "../trial/try-panel";
import { toTryValues } from "../trial/try-values";
import { useActionEditor } from "./use-action-editor";
import { useEditorScreen } from "./use-editor-screen";

interface ActionEditorProps {
  botId: string;
  /** Null for a new action. */
  action: SavedAction | null;
  /** The bot's other actions. */
  others: { functionName: string; name: string }[];
  canEdit: boolean;
  /** The run to show initially. */
  initialRun: { id: string; arguments: Record<string, unknown> } | null;
  /** The webhook step to open with its status filter extended to every 2xx status. */
  acceptSuccessOf?: string | null;
}

/** The action form and the trial panel: side by side on wide screens, as two tabs on narrow ones. */
export function ActionEditor({ botId, action, others, canEdit, initialRun, ...initial }: ActionEditorProps) {
  const { acceptSuccessOf = null } = initial;
  const taken = useMemo(() => new Map(others.map(({ functionName, name }) => [functionName, name])), [others]);
  const editor = useActionEditor({ botId, action, taken, acceptSuccessOf });
  const screen = useEditorScreen({
    botId,
    action,
    editor,
    initialRunId: initialRun?.id ?? null,
    initialStep: acceptSuccessOf,
  });
  useUnsavedChanges(editor.isDirty);

  return (
    <LastFieldProvider>
      <Tabs
        value={screen.tab}
        onValueChange={screen.setTab}
        onKeyDown={screen.saveOnShortcut}
        className="@4xl:grid @4xl:cols-with-panel"
      >
        <TabsList className="bg-card page-x @4xl:hidden">
          <TabsTrigger value="edit">Edit</TabsTrigger>
          <TabsTrigger value="try">Try it</TabsTrigger>
        </TabsList>
        {/* Keep both mounted so that switching tabs does not lose input. */}
        <TabsContent value="edit" forceMount className="min-w-0 p-0 data-[state=inactive]:@max-4xl:hidden">
          <ActionFields botId={botId} editor={editor} screen={screen} readOnly={!canEdit} />
        </TabsContent>
        <TabsContent
          value="try"
          forceMount
          className="min-w-0 p-0 data-[state=inactive]:@max-4xl:hidden @4xl:sticky @4xl:top-(--bot-top) @4xl:h-[calc(100dvh-var(--bot-top))] @4xl:border-l"
        >
          <TryPanel
            form={editor.form}
            isDirty={editor.isDirty}
            canEdit={canEdit}
            runId={screen.runId}
            lastRunId={screen.lastRunId}
            initialValues={toTryValues(initialRun?.arguments ?? {})}
            onSave={screen.saveForRun}
            onRun={screen.showRun}
            onShowLast={screen.showLastRun}
            onChange={editor.change}
          />
        </TabsContent>
      </Tabs>
    </LastFieldProvider>
  );
}
