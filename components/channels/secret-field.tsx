"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

interface SecretFieldProps {
  label: string;
  hint: string;
  isSet: boolean;
  pending: boolean;
  /** Text sets it, null removes it; resolves to whether it was saved. */
  onSave: (secret: string | null) => Promise<boolean>;
}

/** A secret that can be set, replaced and removed, but never read again. */
export function SecretField({ label, hint, isSet, pending, onSave }: SecretFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);

  async function save() {
    if (typed && (await onSave(typed))) setTyped(null);
  }

  if (typed === null) {
    return (
      <div className="grid gap-1.5">
        <p className="text-sm font-medium">{label}</p>
        <div className="flex flex-wrap items-center gap-2">
          <span className="font-mono text-sm text-muted-foreground">{isSet ? "•••••••• set" : "Not set"}</span>
          <Button size="sm" variant="outline" onClick={() => setTyped("")}>
            {isSet ? "Replace" : "Set"}
          </Button>
          {isSet && (
            <Button size="sm" variant="ghost" pending={pending} onClick={() => void onSave(null)}>
              Remove
            </Button>
          )}
        </div>
        <p className="text-[13px] leading-5 text-muted-foreground">{hint}</p>
      </div>
    );
  }
  return (
    <Field label={label} hint={hint}>
      <Input type="password" autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />
      <span className="flex gap-2">
        <Button size="sm" pending={pending} disabled={typed === ""} onClick={save}>
          Save
        </Button>
        <Button size="sm" variant="outline" onClick={() => setTyped(null)}>
          Cancel
        </Button>
      </span>
    </Field>
  );
}
