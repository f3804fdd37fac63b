"use client";

import { createContext, useContext, useState, type ReactNode } from "react";
import { afterPointer } from "@/components/ui/after-pointer";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { isWithin, type Fault } from "../faults/fault";

interface ShownFaults {
  faults: Fault[];
  /** True after an attempt to save: untouched fields show their faults too. */
  showAll: boolean;
}

/** Provides the faults of the form to its fields. */
export const FaultContext = createContext<ShownFaults>({ faults: [], showAll: false });

interface FormFieldProps {
  /** The path in the definition, such as "steps.0.url". */
  path: string;
  label: string;
  hint?: ReactNode;
  aside?: ReactNode;
  required?: boolean;
  layout?: "stack" | "inline" | "split";
  /** Show faults while the user types, not only after the field loses the focus. */
  isEager?: boolean;
  /** Hide the label on wide screens, where it is the heading of the column. */
  hidesLabel?: boolean;
  className?: string;
  children: ReactNode;
}

/** A Field that shows the faults of its path after it loses the focus. */
export function FormField({ path, label, isEager = false, hidesLabel = false, className, ...props }: FormFieldProps) {
  const [isTouched, setIsTouched] = useState(false);
  const { showAll } = useContext(FaultContext);
  const message = useFault(path);
  const isShown = showAll || isTouched || isEager;
  return (
    <div onBlur={() => isTouched || afterPointer(() => setIsTouched(true))} className={cn("min-w-0", className)}>
      <Field
        {...props}
        id={fieldId(path)}
        label={hidesLabel ? <span className="md:sr-only">{label}</span> : label}
        error={isShown ? message : undefined}
        className={cn(hidesLabel && "md:-mt-1 md:gap-1")}
      />
    </div>
  );
}

/** The messages of all faults at or below a path, joined. */
export function useFault(path: string): string | undefined {
  const { faults } = useContext(FaultContext);
  const messages = faults.filter((fault) => isWithin(fault.path, path)).map(({ message }) => message);
  return [...new Set(messages)].join(" ") || undefined;
}

export function fieldId(path: string): string {
  return `action-${path.replaceAll(".", "-")}`;
}

/** Focuses the field of a fault, or its nearest ancestor that exists. */
export function focusField(path: string): void {
  const keys = path.split(".");
  for (let length = keys.length; length > 0; length -= 1) {
    const element = document.getElementById(fieldId(keys.slice(0, length).join(".")));
    if (element) {
      element.scrollIntoView({ block: "center" });
      return element.focus({ preventScroll: true });
    }
  }
}
