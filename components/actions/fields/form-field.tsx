"use client";

import { createContext, useContext, useState, type ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { isWithin, type Fault } from "../faults/fault";

interface ShownFaults {
  faults: Fault[];
  /** After an attempt to save: faults of untouched fields show as well. */
  showAll: boolean;
}

/** What is wrong with the form around, for its fields. */
export const FaultContext = createContext<ShownFaults>({ faults: [], showAll: false });

interface FormFieldProps {
  /** The place in the definition: "steps.0.url". */
  path: string;
  label: string;
  hint?: ReactNode;
  aside?: ReactNode;
  required?: boolean;
  layout?: "stack" | "inline" | "split";
  /** Says what is wrong while it is typed, not only once the field is left. */
  isEager?: boolean;
  /** The label is for screen readers: sighted people see it above the column. */
  hidesLabel?: boolean;
  className?: string;
  children: ReactNode;
}

/** A Field that knows the faults of its place, and speaks of them once the person has left it. */
export function FormField({ path, label, isEager = false, hidesLabel = false, className, ...props }: FormFieldProps) {
  const [isTouched, setIsTouched] = useState(false);
  const { showAll } = useContext(FaultContext);
  const message = useFault(path);
  const isShown = showAll || isTouched || isEager;
  return (
    <div onBlur={() => setIsTouched(true)} className={cn("min-w-0", className)}>
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

/** What is wrong at or below a place, in one text. */
export function useFault(path: string): string | undefined {
  const { faults } = useContext(FaultContext);
  const messages = faults.filter((fault) => isWithin(fault.path, path)).map(({ message }) => message);
  return [...new Set(messages)].join(" ") || undefined;
}

export function fieldId(path: string): string {
  return `action-${path.replaceAll(".", "-")}`;
}

/** Puts the focus on the field of a fault, or on the nearest place around it that there is. */
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
