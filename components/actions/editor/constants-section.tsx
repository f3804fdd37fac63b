"use client";

import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { keepsSecret, newConstant, type ConstantRow } from "./action-form";
import { EditorSection } from "./editor-section";
import { fieldId, FormField } from "../fields/form-field";
import { AddButton, RemoveButton } from "../fields/row-buttons";
import { changeRow, removeRow } from "../fields/rows";
import { NameInput } from "../renaming/name-input";

interface ConstantsSectionProps {
  rows: ConstantRow[];
  onChange: (rows: ConstantRow[]) => void;
}

/** Fixed values such as an API key. Secret ones are never shown again. */
export function ConstantsSection({ rows, onChange }: ConstantsSectionProps) {
  function add() {
    onChange([...rows, newConstant()]);
    requestAnimationFrame(() => document.getElementById(fieldId(`constants.${rows.length}.name`))?.focus());
  }

  function remove(key: string) {
    onChange(removeRow(rows, key));
    // After the last constant it is at another place, from the next render on.
    requestAnimationFrame(() => document.getElementById("add-constant")?.focus());
  }

  const addButton = (
    <AddButton id="add-constant" onClick={add}>
      Add constant
    </AddButton>
  );
  return (
    <EditorSection
      title="Constants"
      description="Fixed values for every step, such as an address or a key. Secret ones are never shown again."
      aside={rows.length === 0 && addButton}
    >
      {rows.length > 0 && (
        <ul className="divide-y rounded-xl border bg-card shadow-raised">
          {rows.map((row, index) => (
            <ConstantFields
              key={row.key}
              row={row}
              path={`constants.${index}`}
              onChange={(part) => onChange(changeRow(rows, row.key, part))}
              onRemove={() => remove(row.key)}
            />
          ))}
        </ul>
      )}
      {rows.length > 0 && addButton}
    </EditorSection>
  );
}

interface ConstantFieldsProps {
  row: ConstantRow;
  path: string;
  onChange: (part: Partial<ConstantRow>) => void;
  onRemove: () => void;
}

function ConstantFields({ row, path, onChange, onRemove }: ConstantFieldsProps) {
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-3 p-4 md:grid-cols-[minmax(0,10rem)_minmax(0,1fr)_auto_auto]">
      <FormField path={`${path}.name`} label="Name">
        <NameInput root="constants" value={row.name} placeholder="api_key" onChange={(name) => onChange({ name })} />
      </FormField>
      <FormField path={`${path}.value`} label="Value" className="max-md:order-1 max-md:col-span-2">
        <ConstantValue row={row} path={path} onChange={onChange} />
      </FormField>
      <FormField path={`${path}.secret`} label="Secret" className="max-md:order-2 max-md:col-span-2">
        <span className="flex h-9 items-center">
          <Switch checked={row.secret} onCheckedChange={(secret) => onChange({ secret })} />
        </span>
      </FormField>
      <RemoveButton
        what={row.name === "" ? "constant" : `constant ${row.name}`}
        onClick={onRemove}
        className="mt-6.5 -mr-1.5"
      />
    </li>
  );
}

function ConstantValue({ row, path, onChange }: Omit<ConstantFieldsProps, "onRemove">) {
  function replace() {
    onChange({ isReplacing: true });
    requestAnimationFrame(() => document.getElementById(fieldId(`${path}.value`))?.focus());
  }

  if (keepsSecret(row)) {
    return (
      <span className="flex h-9 items-center gap-2 text-14 text-muted-foreground">
        <span aria-hidden>•••</span> set ·
        <Button
          variant="link"
          id={fieldId(`${path}.value`)}
          aria-label={`Replace the value of ${row.name}`}
          onClick={replace}
        >
          replace
        </Button>
      </span>
    );
  }
  const canKeep = row.secret && row.isReplacing && row.storedAs !== null;
  return (
    <span className="flex items-center gap-2">
      <Input
        // Not type="password": browsers would offer to save it or fill in the user's password.
        value={row.value}
        maxLength={10_000}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        data-1p-ignore
        className={row.secret ? "font-mono [-webkit-text-security:disc] md:text-13" : "font-mono md:text-13"}
        onChange={(event) => onChange({ value: event.target.value })}
      />
      {canKeep && (
        <Button variant="ghost" size="sm" onClick={() => onChange({ isReplacing: false, value: "" })}>
          Keep
        </Button>
      )}
    </span>
  );
}
