"use client";

import { Plus } from "lucide-react";
import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import type { ActionForm } from "../editor/action-form";
import { AddStepMenu, type ImportSource } from "./add-step-menu";
import { useSecretNames, useTableChoices } from "../fields/choices";
import { EditorSection } from "../editor/editor-section";
import { fieldId } from "../fields/form-field";
import { ImportDialog } from "../import/import-dialog";
import { SortableSteps } from "./sortable-steps";
import { StepCard } from "./step-card";
import type { StepForm } from "./step-form";
import type { StepKindName } from "./step-kind-form";
import { StepSurroundings } from "./step-surroundings";
import { TryStepDialog, type TryStepProps } from "../trial/try-step-dialog";
import { MAX_STEPS, useStepChanges, type StepChanges } from "./use-step-changes";
import { templateScope, variableGroups, type KnownResults } from "../templates/variables";

interface StepsSectionProps {
  botId: string;
  form: ActionForm;
  readOnly: boolean;
  /** Answers of the last run, by step name. Their fields are offered as variables. */
  bodies: ReadonlyMap<string, unknown>;
  openKeys: ReadonlySet<string>;
  trial: Omit<TryStepProps, "form" | "stepName">;
  onToggle: (key: string, isOpen: boolean) => void;
  onChange: (change: (form: ActionForm) => Partial<ActionForm>) => void;
}

/** The action's steps in order, with their editor. */
export function StepsSection(props: StepsSectionProps) {
  const { form, readOnly, trial, onToggle, onChange } = props;
  const { length } = form.steps;
  const changes = useStepChanges({ form, onToggle, onChange });
  const [tried, setTried] = useState<string | null>(null);
  const [importing, setImporting] = useState<{ source: ImportSource; index: number } | null>(null);
  const isFull = length >= MAX_STEPS;
  const importAt = (source: ImportSource, index: number) => setImporting({ source, index });

  return (
    <EditorSection
      title="Steps"
      description="Steps run one after another. Each can use what earlier steps returned. A failed step ends the action."
    >
      <StepList {...props} changes={changes} onImport={importAt} onTry={setTried} />
      {length === 0 && (
        <p id={fieldId("steps")} tabIndex={-1} className="text-13 text-muted-foreground">
          An action needs at least one step.
        </p>
      )}
      {!readOnly && !isFull && (
        <AddStepMenu
          trigger={
            <Button id="add-step" variant="outline" size="sm" className="w-fit">
              <Plus /> Add step
            </Button>
          }
          onChoose={(kind) => changes.add(kind, length)}
          onImport={(source) => importAt(source, length)}
        />
      )}
      {isFull && <p className="text-13 text-muted-foreground">An action has at most {MAX_STEPS} steps.</p>}
      <output className="sr-only">{changes.announcement}</output>
      {importing && (
        <ImportDialog
          source={importing.source}
          onClose={() => setImporting(null)}
          onRequest={(request, options) => changes.addRequest(request, options, importing.index)}
          onOperation={(operation) => changes.addOperation(operation, importing.index)}
        />
      )}
      {tried !== null && (
        <TryStepDialog {...trial} form={form} stepName={tried} open onOpenChange={(open) => !open && setTried(null)} />
      )}
    </EditorSection>
  );
}

interface StepListProps extends StepsSectionProps {
  changes: StepChanges;
  onImport: (source: ImportSource, index: number) => void;
  onTry: (stepName: string) => void;
}

function StepList({ changes, onImport, onTry, ...props }: StepListProps) {
  const { form, readOnly, bodies, openKeys, botId, onToggle } = props;
  const { steps } = form;
  const known = useKnownResults(bodies, readOnly);
  const canAdd = !readOnly && steps.length < MAX_STEPS;
  return (
    <SortableSteps steps={steps} onMove={changes.moveTo}>
      <ol className="grid min-w-0 gap-3">
        {steps.map((step, index) => (
          <li key={step.key} className="relative min-w-0">
            {canAdd && (
              <StepInserter
                before={step.name}
                onChoose={(kind) => changes.add(kind, index)}
                onImport={(source) => onImport(source, index)}
              />
            )}
            <StepSurroundings
              value={{
                botId,
                stepKey: step.key,
                scope: templateScope(form, index, known.secrets),
                lastBody: bodies.get(step.name),
                fillStep: changes.fill,
              }}
            >
              <StepCard
                step={step}
                index={index}
                count={steps.length}
                variables={variableGroups(form, index, known)}
                isOpen={openKeys.has(step.key)}
                readOnly={readOnly}
                onToggle={() => onToggle(step.key, !openKeys.has(step.key))}
                onChange={(change) => changes.change(step.key, change)}
                onMove={(by) => changes.move(step, by)}
                onDuplicate={() => changes.duplicate(step)}
                onRemove={() => changes.remove(step)}
                onTry={() => onTry(step.name)}
              />
            </StepSurroundings>
          </li>
        ))}
      </ol>
    </SortableSteps>
  );
}

interface StepInserterProps {
  /** The name of the step that follows. */
  before: StepForm["name"];
  onChoose: (kind: StepKindName) => void;
  onImport: (source: ImportSource) => void;
}

/** A small + button in the gap above a step. */
function StepInserter({ before, onChoose, onImport }: StepInserterProps) {
  return (
    <div className="absolute inset-x-0 -top-4.5 z-10 flex h-6 justify-center opacity-0 transition-opacity focus-within:opacity-100 hover:opacity-100 has-data-[state=open]:opacity-100 pointer-coarse:opacity-100">
      <AddStepMenu
        trigger={
          <IconButton
            label={`Add a step before ${before}`}
            tooltip={false}
            variant="outline"
            size="sm"
            className="size-6 rounded-full"
          >
            <Plus className="size-3.5" />
          </IconButton>
        }
        onChoose={onChoose}
        onImport={onImport}
      />
    </div>
  );
}

function useKnownResults(bodies: ReadonlyMap<string, unknown>, readOnly: boolean): KnownResults {
  const { data: tables } = useTableChoices();
  const { data: secrets = null } = useSecretNames(!readOnly);
  return useMemo(
    () => ({ bodies, columns: new Map(tables?.map(({ id, columns }) => [id, columns])), secrets }),
    [bodies, tables, secrets],
  );
}
