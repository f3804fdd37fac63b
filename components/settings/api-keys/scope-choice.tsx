"use client";

import { Alert } from "@/components/ui/alert";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { type ApiScope, apiScopes, scopeTexts } from "@/server/schemas/api-scopes";

interface ScopeChoiceProps {
  value: readonly ApiScope[];
  onChange: (scopes: ApiScope[]) => void;
  error: string | undefined;
}

/** Chooses what a new API key may do. */
export function ScopeChoice({ value, onChange, error }: ScopeChoiceProps) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 text-14 font-medium">What it may do</legend>
      {apiScopes.map((scope) => (
        <Field key={scope} layout="inline" label={scopeTexts[scope]} hint={<code className="font-mono">{scope}</code>}>
          <Checkbox
            checked={value.includes(scope)}
            onCheckedChange={(checked) =>
              onChange(checked === true ? [...value, scope] : value.filter((other) => other !== scope))
            }
          />
        </Field>
      ))}
      {error && <Alert tone="danger">{error}</Alert>}
    </fieldset>
  );
}
