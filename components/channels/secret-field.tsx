"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useUnsavedChanges } from "@/components/ui/unsaved-changes";

interface SecretFieldProps {
  label: string;
  hint: string;
  isSet: boolean;
  pending: boolean;
  /** A string sets the secret, null removes it. Resolves to whether it was saved. */
  onSave: (secret: string | null) => Promise<boolean>;
}

/** A secret that can be set, replaced and removed, but never read. */
export function SecretField({ label, hint, isSet, pending, onSave }: SecretFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  useUnsavedChanges(Boolean(typed));

  async function save(event: FormEvent) {
    event.preventDefault();
    if (typed && (await onSave(typed))) setTyped(null);
  }

  if (typed === null) {
    return (
      <div className="grid gap-1.5">
        <p className="text-14 font-medium">{label}</p>
        <div className="flex flex-wrap items-center gap-2">
          <span className="text-14 text-muted-foreground">{isSet ? "•••••••• set" : "Not set"}</span>
          <Button size="sm" variant="outline" onClick={() => setTyped("")}>
            {isSet ? "Replace" : "Set"}
          </Button>
          {isSet && (
            <ConfirmDialog
              trigger={
                <Button size="sm" variant="ghost" pending={pending}>
                  Remove
                </Button>
              }
              danger
              title={`Remove the ${label.toLowerCase()}?`}
              description="It cannot be restored. To use a secret again, set a new one on both sides."
              confirmLabel="Remove"
              onConfirm={() => onSave(null)}
            />
          )}
        </div>
        <p className="text-13 leading-5 text-muted-foreground">{hint}</p>
      </div>
    );
  }
  return (
    <form onSubmit={save}>
      <Field label={label} hint={hint}>
        <Input
          ref={focus}
          type="password"
          autoComplete="new-password"
          value={typed}
          maxLength={500}
          onChange={(event) => setTyped(event.target.value)}
        />
        <span className="flex gap-2">
          <Button type="submit" size="sm" pending={pending} disabled={typed === ""}>
            Save
          </Button>
          <Button size="sm" variant="outline" onClick={() => setTyped(null)}>
            Cancel
          </Button>
        </span>
      </Field>
    </form>
  );
}

/** A user who chose to set a secret wants to type it now. */
function focus(input: HTMLInputElement | null): void {
  input?.focus();
}
