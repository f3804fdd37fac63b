"use client";

import { CircleAlert } from "lucide-react";
import { type ReactNode, useId, useMemo } from "react";
import { cn } from "./cn";
import { FieldContext } from "./field-context";
import { Label } from "./label";

interface FieldProps {
  label: ReactNode;
  /** Permanent help text; part of the control's description. */
  hint?: ReactNode;
  /** The fault and how to fix it, e.g. `errors.name?.message`; marks the control as invalid. */
  error?: string | undefined;
  required?: boolean;
  /** Shown at the end of the label, e.g. a link or "Optional". */
  aside?: ReactNode;
  /** `inline` puts the control before its label (checkbox), `split` at the far end (switch). */
  layout?: "stack" | "inline" | "split";
  /** For a form that must refer to the control, e.g. to focus it; generated if missing. */
  id?: string;
  className?: string;
  /** One control of this folder (or any that uses `useFieldControl`), at any depth. */
  children: ReactNode;
}

/** A label, a control, its hint and its error, connected for screen readers. */
export function Field({ label, hint, error, required, aside, layout = "stack", id, className, children }: FieldProps) {
  const made = useId();
  const controlId = id ?? made;
  const hintId = hint ? `${controlId}-hint` : undefined;
  const errorId = error ? `${controlId}-error` : undefined;
  const wiring = useMemo(
    () => ({
      id: controlId,
      describedBy: [errorId, hintId].filter(Boolean).join(" ") || undefined,
      invalid: Boolean(errorId),
      required: Boolean(required),
    }),
    [controlId, errorId, hintId, required],
  );
  const text = (
    <div className="flex items-baseline justify-between gap-3">
      <Label htmlFor={controlId}>{label}</Label>
      {aside && <span className="text-12 text-muted-foreground">{aside}</span>}
    </div>
  );
  const notes = <FieldNotes hint={hint} hintId={hintId} error={error} errorId={errorId} />;
  return (
    <FieldContext value={wiring}>
      {layout === "stack" ? (
        <div className={cn("grid min-w-0 content-start gap-1.5", className)}>
          {text}
          {children}
          {notes}
        </div>
      ) : (
        <div
          className={cn("flex items-start gap-3", layout === "split" && "flex-row-reverse justify-between", className)}
        >
          <span className="flex h-5 items-center">{children}</span>
          <div className={cn("grid min-w-0 gap-1", layout === "split" && "flex-1")}>
            {text}
            {notes}
          </div>
        </div>
      )}
    </FieldContext>
  );
}

interface NotesProps {
  hint: ReactNode;
  hintId: string | undefined;
  error: string | undefined;
  errorId: string | undefined;
}

function FieldNotes({ hint, hintId, error, errorId }: NotesProps) {
  return (
    <>
      {hint && (
        <div id={hintId} className="text-13 leading-5 text-muted-foreground">
          {hint}
        </div>
      )}
      {error && (
        <p id={errorId} className="flex items-start gap-1.5 text-13 leading-5 text-destructive-soft-foreground">
          <CircleAlert aria-hidden className="mt-0.75 size-3.5 shrink-0" />
          {error}
        </p>
      )}
    </>
  );
}
