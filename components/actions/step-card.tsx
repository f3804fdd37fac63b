"use client";

import { ArrowDown, ArrowUp, ChevronRight, CircleAlert } from "lucide-react";
import { useContext, useId, type KeyboardEvent } from "react";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import type { StepForm } from "./action-form";
import { FaultContext, fieldId, useFault } from "./form-field";
import { RemoveButton } from "./row-buttons";
import { shortUrl } from "./short-url";
import { StepFields } from "./step-fields";
import type { VariableGroup } from "./variables";

interface StepCardProps {
  step: StepForm;
  index: number;
  count: number;
  variables: VariableGroup[];
  isOpen: boolean;
  readOnly: boolean;
  onToggle: () => void;
  onChange: (part: Partial<StepForm>) => void;
  /** By one place: -1 up, 1 down. */
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

/** One step: its request in short, and its form when it is open. Alt and an arrow key move it. */
export function StepCard(props: StepCardProps) {
  const { step, index, count, isOpen, readOnly } = props;
  const region = useId();
  const path = `steps.${index}`;

  function onKeyDown(event: KeyboardEvent) {
    if (readOnly || !event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    props.onMove(event.key === "ArrowUp" ? -1 : 1);
  }

  return (
    <li className="min-w-0 rounded-xl border bg-card shadow-raised">
      <div className="flex items-center gap-1 py-2 pr-2 pl-3">
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
        {!readOnly && (
          <>
            <IconButton
              label={`Move ${step.name} up`}
              size="sm"
              disabled={index === 0}
              onClick={() => props.onMove(-1)}
            >
              <ArrowUp />
            </IconButton>
            <IconButton
              label={`Move ${step.name} down`}
              size="sm"
              disabled={index === count - 1}
              onClick={() => props.onMove(1)}
            >
              <ArrowDown />
            </IconButton>
            <RemoveButton what={`step ${step.name}`} onClick={props.onRemove} className="size-8" />
          </>
        )}
      </div>
      <fieldset id={region} hidden={!isOpen} disabled={readOnly} className="border-t px-4 py-5 sm:px-5">
        <legend className="sr-only">Step {step.name}</legend>
        {isOpen && <StepFields step={step} path={path} variables={props.variables} onChange={props.onChange} />}
      </fieldset>
    </li>
  );
}

function StepTitle({ step, index, isOpen }: { step: StepForm; index: number; isOpen: boolean }) {
  const { showAll } = useContext(FaultContext);
  const fault = useFault(`steps.${index}`);
  return (
    <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2.5 gap-y-0.5">
      <span className="text-xs text-muted-foreground tabular-nums">{index + 1}</span>
      <code className="font-mono text-[13px] font-medium break-all">{step.name || "unnamed"}</code>
      {showAll && fault && (
        <Badge tone="danger">
          <CircleAlert aria-hidden /> Check this step
        </Badge>
      )}
      {!isOpen && (
        <span className="w-full truncate font-mono text-xs text-muted-foreground">
          {step.method} {shortUrl(step.url) || "no address yet"}
        </span>
      )}
    </span>
  );
}
