"use client";

import { useSortable } from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";
import { ChevronRight, CircleAlert, GripVertical } from "lucide-react";
import { useContext, useId, type KeyboardEvent } from "react";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { useChoiceNames } from "../fields/choices";
import { describeCondition } from "../fields/condition-form";
import { FaultContext, fieldId, useFault } from "../fields/form-field";
import { StepButtons, type StepCommands } from "./step-buttons";
import { StepFields } from "./step-fields";
import type { StepForm } from "./step-form";
import { stepKindForms } from "../steps/registry";
import type { VariableGroup } from "../templates/variable-group";

interface StepCardProps extends StepCommands {
  step: StepForm;
  index: number;
  count: number;
  variables: VariableGroup[];
  isOpen: boolean;
  readOnly: boolean;
  onToggle: () => void;
  onChange: (change: (step: StepForm) => StepForm) => void;
}

/** A step's summary, and its form when open. Users move it by its handle or with Alt and an arrow key. */
export function StepCard(props: StepCardProps) {
  const { step, index, isOpen, readOnly } = props;
  const region = useId();
  const path = `steps.${index}`;
  const { setNodeRef, transform, transition, isDragging, attributes, listeners } = useSortable({
    id: step.key,
    disabled: readOnly,
  });

  function onKeyDown(event: KeyboardEvent) {
    if (readOnly || !event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    props.onMove(event.key === "ArrowUp" ? -1 : 1);
  }

  return (
    <div
      ref={setNodeRef}
      style={{ transform: CSS.Translate.toString(transform && { ...transform, x: 0 }), transition }}
      className={cn(
        "relative min-w-0 rounded-xl border bg-card shadow-raised",
        isDragging && "z-10 border-border-strong shadow-lifted",
      )}
    >
      <div className={cn("flex items-center gap-1 py-2 pr-2", readOnly ? "pl-3" : "pl-1.5")}>
        {!readOnly && (
          <button
            type="button"
            {...attributes}
            {...listeners}
            aria-label={`Drag step ${step.name}`}
            className="flex h-8 w-6 shrink-0 cursor-grab touch-none items-center justify-center rounded-md text-muted-foreground focus-ring hover:text-foreground active:cursor-grabbing"
          >
            <GripVertical aria-hidden className="size-4" />
          </button>
        )}
        <button
          type="button"
          id={fieldId(path)}
          aria-expanded={isOpen}
          aria-controls={region}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
          onClick={props.onToggle}
          onKeyDown={onKeyDown}
          className="flex min-w-0 flex-1 items-center gap-2.5 rounded-md py-1.5 text-left focus-ring"
        >
          <ChevronRight
            aria-hidden
            className={cn("size-4 shrink-0 text-muted-foreground transition-transform", isOpen && "rotate-90")}
          />
          <StepTitle step={step} index={index} isOpen={isOpen} />
        </button>
        {!readOnly && <StepButtons {...props} name={step.name} />}
      </div>
      <fieldset id={region} hidden={!isOpen} disabled={readOnly} className="min-w-0 border-t px-4 py-5 sm:px-5">
        <legend className="sr-only">Step {step.name}</legend>
        {isOpen && <StepFields step={step} path={path} variables={props.variables} onChange={props.onChange} />}
      </fieldset>
    </div>
  );
}

function StepTitle({ step, index, isOpen }: { step: StepForm; index: number; isOpen: boolean }) {
  const { showAll } = useContext(FaultContext);
  const fault = useFault(`steps.${index}`);
  const names = useChoiceNames();
  const { icon: Icon, label, summary } = stepKindForms[step.kind];
  return (
    <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2.5 gap-y-0.5">
      <span className="text-12 text-muted-foreground tabular-nums">{index + 1}</span>
      <Icon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      <code className="font-mono text-13 font-medium break-all">{step.name || "unnamed"}</code>
      <span className="text-12 text-muted-foreground">{label}</span>
      {showAll && fault && (
        <Badge tone="danger">
          <CircleAlert aria-hidden /> Check this step
        </Badge>
      )}
      {!isOpen && (
        <span className="w-full truncate font-mono text-12 text-muted-foreground">{summary(step, names)}</span>
      )}
      {!isOpen && step.condition.isOn && (
        <span className="w-full truncate font-mono text-12 text-muted-foreground">
          {describeCondition(step.condition)}
        </span>
      )}
    </span>
  );
}
