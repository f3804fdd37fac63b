"use client";

import { CircleAlert } from "lucide-react";
import { type ReactNode, useId, useMemo } from "react";
import { cn } from "./cn";
import { FieldContext } from "./field-context";
import { Label } from "./label";

interface FieldProps {
  label: ReactNode;
  /** Help that is always there; part of the control's description. */
  hint?: ReactNode;
  /** What is wrong and how to mend it, e.g. `errors.name?.message`; marks the control invalid. */
  error?: string | undefined;
  required?: boolean;
  /** Shown at the label's end, e.g. a link or "Optional". */
  aside?: ReactNode;
  /** `inline`: the control before its label (checkbox). `split`: the control at the far end (switch). */
  layout?: "stack" | "inline" | "split";
  /** For a form that has to point at the control, e.g. to focus it; made up if missing. */
  id?: string;
  className?: string;
  /** One control of this folder (or any that uses `useFieldControl`), however deep. */
  children: ReactNode;
}

/** A label, a control, its hint and its error, wired together for people and for screen readers. */
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
      {aside && <span className="text-xs text-muted-foreground">{aside}</span>}
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
        <div id={hintId} className="text-[13px] leading-5 text-muted-foreground">
          {hint}
        </div>
      )}
      {error && (
        <p id={errorId} className="flex items-start gap-1.5 text-[13px] leading-5 text-destructive-soft-foreground">
          <CircleAlert aria-hidden className="mt-0.75 size-3.5 shrink-0" />
          {error}
        </p>
      )}
    </>
  );
}
