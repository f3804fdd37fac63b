"use client";

import { useRef } from "react";
import { Input } from "@/components/ui/input";
import { newPair, type PairRow } from "./action-form";
import { fieldId, FormField } from "./form-field";
import { AddButton, RemoveButton } from "./row-buttons";
import { changeRow, removeRow } from "./rows";
import { TemplateBox } from "./template-box";
import type { VariableGroup } from "./variables";

interface PairRowsProps {
  /** "Query parameters". */
  title: string;
  /** "query parameter". */
  what: string;
  hint?: string;
  path: string;
  rows: PairRow[];
  variables: VariableGroup[];
  namePlaceholder: string;
  onChange: (rows: PairRow[]) => void;
}

/** Names and values that go with a request: query parameters or headers. */
export function PairRows({ title, what, hint, path, rows, variables, namePlaceholder, onChange }: PairRowsProps) {
  const addButton = useRef<HTMLDivElement>(null);

  function add() {
    onChange([...rows, newPair()]);
    requestAnimationFrame(() => document.getElementById(fieldId(`${path}.${rows.length}.name`))?.focus());
  }

  function remove(key: string) {
    onChange(removeRow(rows, key));
    addButton.current?.querySelector("button")?.focus();
  }

  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="mb-1.5 text-sm leading-5 font-medium">
        {title}
        {hint && <span className="ml-2 text-[13px] font-normal text-muted-foreground">{hint}</span>}
      </legend>
      {rows.map((row, index) => (
        <div
          key={row.key}
          className="grid grid-cols-[minmax(0,1fr)_auto] gap-2 max-md:rounded-lg max-md:border max-md:p-3 md:grid-cols-[minmax(0,12rem)_minmax(0,1fr)_auto]"
        >
          <FormField
            path={`${path}.${index}.name`}
            label={`Name of ${what} ${index + 1}`}
            hidesLabel
            className="max-md:col-span-2"
          >
            <Input
              value={row.name}
              maxLength={200}
              placeholder={namePlaceholder}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              className="font-mono md:text-[13px]"
              onChange={(event) => onChange(changeRow(rows, row.key, { name: event.target.value }))}
            />
          </FormField>
          <FormField path={`${path}.${index}.value`} label="Value" hidesLabel>
            <TemplateBox
              name={`the value of ${row.name === "" ? what : row.name}`}
              value={row.value}
              variables={variables}
              placeholder="value"
              onChange={(value) => onChange(changeRow(rows, row.key, { value }))}
            />
          </FormField>
          <RemoveButton
            what={row.name === "" ? what : `${what} ${row.name}`}
            onClick={() => remove(row.key)}
            className="max-md:mt-6.5"
          />
        </div>
      ))}
      <div ref={addButton}>
        <AddButton onClick={add}>{`Add ${what}`}</AddButton>
      </div>
    </fieldset>
  );
}
