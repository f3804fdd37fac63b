"use client";

import { useMemo } from "react";
import { Separator } from "@/components/ui/separator";
import { BackLink } from "@/components/ui/back-link";
import { ArgumentsSection } from "./arguments-section";
import { BasicsSection } from "./basics-section";
import { ConstantsSection } from "./constants-section";
import { DuplicateButton } from "./duplicate-button";
import { FaultSummary } from "../faults/fault-summary";
import { FaultContext } from "../fields/form-field";
import { OptionsSection } from "./options-section";
import { OutcomeSection } from "./outcome-section";
import { RenameContext } from "../renaming/name-input";
import { useRename } from "../renaming/use-rename";
import { SaveBar } from "./save-bar";
import { StepsSection } from "../step-list/steps-section";
import type { ActionEditorState } from "./use-action-editor";
import type { EditorScreen } from "./use-editor-screen";

interface ActionFieldsProps {
  botId: string;
  editor: ActionEditorState;
  screen: EditorScreen;
  readOnly: boolean;
}

/** All sections of the action form. */
export function ActionFields({ botId, editor, screen, readOnly }: ActionFieldsProps) {
  const { form, change, faults, showAll, failure } = editor;
  const rename = useRename(editor);
  const shownFaults = useMemo(() => ({ faults, showAll }), [faults, showAll]);
  return (
    <FaultContext value={shownFaults}>
      <RenameContext value={rename}>
        <div className="page-x py-6 sm:py-8">
          <div className="@container grid max-w-page gap-6">
            <div className="grid gap-1.5">
              <BackLink href={`/bots/${botId}/actions`} label="Actions" />
              <div className="flex items-start justify-between gap-3">
                <h2 className="min-w-0 text-16 font-semibold break-words">
                  {editor.actionId ? form.name.trim() || "Unnamed action" : "New action"}
                </h2>
                {editor.actionId !== null && !readOnly && (
                  <DuplicateButton botId={botId} actionId={editor.actionId} isDirty={editor.isDirty} />
                )}
              </div>
            </div>
            {showAll && faults.length > 0 && <FaultSummary faults={faults} onGoTo={screen.goTo} />}
            <fieldset disabled={readOnly} className="grid min-w-0 gap-6">
              <BasicsSection form={form} onChange={change} />
              <Separator />
              <ArgumentsSection rows={form.arguments} onChange={(rows) => change({ arguments: rows })} />
              <ConstantsSection rows={form.constants} onChange={(constants) => change({ constants })} />
            </fieldset>
            <Separator />
            <StepsSection
              botId={botId}
              form={form}
              readOnly={readOnly}
              bodies={screen.bodies}
              openKeys={screen.openKeys}
              trial={{
                isDirty: editor.isDirty,
                runId: screen.runId,
                onSave: screen.saveForRun,
                onRun: screen.showRun,
              }}
              onToggle={screen.toggleStep}
              onChange={change}
            />
            <Separator />
            <fieldset disabled={readOnly} className="grid min-w-0 gap-6">
              <OutcomeSection form={form} onChange={change} />
              <OptionsSection form={form} onChange={change} />
            </fieldset>
          </div>
        </div>
      </RenameContext>
      {!readOnly && (
        <SaveBar
          isNew={editor.actionId === null}
          isDirty={editor.isDirty}
          isSaving={editor.isSaving}
          failure={failure}
          faultCount={showAll ? faults.length : 0}
          onSave={() => void screen.saveAndStay()}
          onDiscard={editor.discard}
          onUndo={editor.undoDiscard}
        />
      )}
    </FaultContext>
  );
}
