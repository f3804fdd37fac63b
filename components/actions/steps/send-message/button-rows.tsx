"use client";

import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { FormField } from "../../fields/form-field";
import { RowList } from "../../fields/row-list";
import { TemplateBox } from "../../templates/template-box";
import type { VariableGroup } from "../../templates/variable-group";
import { newButton, type ButtonRow, type ButtonType } from "./option-rows";

interface ButtonRowsProps {
  title: string;
  hint?: string;
  path: string;
  rows: ButtonRow[];
  max: number;
  variables: VariableGroup[];
  onChange: (rows: ButtonRow[]) => void;
}

const types: readonly { value: ButtonType; label: string; hint: string; placeholder: string }[] = [
  { value: "reply", label: "Reply", hint: "sends the label as an answer", placeholder: "Value: the label" },
  { value: "url", label: "Link", hint: "opens a page in a new tab", placeholder: "https://shop.example/orders" },
  { value: "phone", label: "Phone", hint: "calls a number", placeholder: "+44 20 7946 0958" },
];

/** The list of buttons of a message or a card. */
export function ButtonRows({ variables, ...props }: ButtonRowsProps) {
  const { path } = props;
  return (
    <RowList
      {...props}
      what="button"
      columns="md:grid-cols-[minmax(0,1fr)_6.5rem_auto] 2xl:grid-cols-[minmax(0,1fr)_6.5rem_minmax(0,1fr)_auto]"
      newRow={newButton}
      firstField="label"
      nameOf={({ label }) => label}
      isOrdered
    >
      {(row, index, change) => (
        <>
          <FormField
            path={`${path}.${index}.label`}
            label={`Label of button ${index + 1}`}
            hidesLabel
            className="max-md:col-span-2"
          >
            <TemplateBox
              name={`the label of button ${index + 1}`}
              value={row.label}
              variables={variables}
              placeholder="Label"
              onChange={(label) => change({ label })}
            />
          </FormField>
          <FormField
            path={`${path}.${index}.type`}
            label={`Type of button ${index + 1}`}
            hidesLabel
            className="max-md:col-span-2"
          >
            <TypeSelect value={row.type} onChange={(type) => change({ type })} />
          </FormField>
          <FormField
            path={`${path}.${index}.value`}
            label={`Value of button ${index + 1}`}
            hidesLabel
            className="max-md:col-span-2 md:max-2xl:order-1 md:max-2xl:col-span-2"
          >
            <TemplateBox
              name={`the value of button ${index + 1}`}
              value={row.value}
              variables={variables}
              placeholder={types.find(({ value }) => value === row.type)?.placeholder ?? ""}
              onChange={(value) => change({ value })}
            />
          </FormField>
        </>
      )}
    </RowList>
  );
}

function TypeSelect({ value, onChange }: { value: ButtonType; onChange: (type: ButtonType) => void }) {
  function choose(chosen: string) {
    const type = types.find((known) => known.value === chosen);
    if (type) onChange(type.value);
  }
  return (
    <Select value={value} onValueChange={choose}>
      <SelectTrigger>
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        {types.map(({ value, label, hint }) => (
          <SelectItem key={value} value={value} hint={hint}>
            {label}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
