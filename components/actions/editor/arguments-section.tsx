"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { argumentTypes } from "@/server/schemas/action-definition";
import { canHaveChoices, newArgument, type ArgumentRow } from "./action-form";
import { EditorSection } from "./editor-section";
import { fieldId, FormField } from "../fields/form-field";
import { AddButton, RemoveButton } from "../fields/row-buttons";
import { changeRow, removeRow } from "../fields/rows";
import { NameInput } from "../renaming/name-input";

const typeNames = {
  string: { label: "Text", hint: "a name, a number with letters" },
  number: { label: "Number", hint: "42 or 3.5" },
  boolean: { label: "Yes or no", hint: "true or false" },
  datetime: { label: "Date and time", hint: "sent as ISO 8601" },
  list: { label: "List", hint: "several texts" },
  numbers: { label: "List of numbers", hint: "1, 2 and 3.5" },
};

const shownTypes = [...argumentTypes, "numbers"] as const;

interface ArgumentsSectionProps {
  rows: ArgumentRow[];
  onChange: (rows: ArgumentRow[]) => void;
}

/** The values that the bot collects before it calls the action. */
export function ArgumentsSection({ rows, onChange }: ArgumentsSectionProps) {
  function add() {
    onChange([...rows, newArgument()]);
    requestAnimationFrame(() => document.getElementById(fieldId(`arguments.${rows.length}.name`))?.focus());
  }

  function remove(key: string) {
    onChange(removeRow(rows, key));
    document.getElementById("add-argument")?.focus();
  }

  return (
    <EditorSection
      title="Arguments"
      description="What the bot takes from the conversation. It asks the customer for required ones before it calls."
    >
      {rows.length > 0 && (
        <ul className="divide-y rounded-xl border bg-card shadow-raised">
          {rows.map((row, index) => (
            <ArgumentFields
              key={row.key}
              row={row}
              path={`arguments.${index}`}
              onChange={(part) => onChange(changeRow(rows, row.key, part))}
              onRemove={() => remove(row.key)}
            />
          ))}
        </ul>
      )}
      <AddButton id="add-argument" onClick={add}>
        Add argument
      </AddButton>
    </EditorSection>
  );
}

interface ArgumentFieldsProps {
  row: ArgumentRow;
  path: string;
  onChange: (part: Partial<ArgumentRow>) => void;
  onRemove: () => void;
}

function ArgumentFields({ row, path, onChange, onRemove }: ArgumentFieldsProps) {
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-3 p-4 md:grid-cols-[minmax(0,1fr)_10rem_auto]">
      <FormField path={`${path}.name`} label="Name">
        <NameInput root="args" value={row.name} placeholder="order_number" onChange={(name) => onChange({ name })} />
      </FormField>
      <FormField path={`${path}.type`} label="Type" className="max-md:order-1 max-md:col-span-2">
        <TypeSelect row={row} onChange={onChange} />
      </FormField>
      <RemoveButton
        what={row.name === "" ? "argument" : `argument ${row.name}`}
        onClick={onRemove}
        className="mt-6.5 -mr-1.5"
      />
      <FormField
        path={`${path}.description`}
        label="Description"
        hint="Tells the bot what to ask for."
        className="order-2 col-span-full"
      >
        <Input
          value={row.description}
          maxLength={1000}
          placeholder="The order number, such as A-1042"
          autoComplete="off"
          onChange={(event) => onChange({ description: event.target.value })}
        />
      </FormField>
      <ArgumentLimits row={row} path={path} onChange={onChange} />
    </li>
  );
}

function ArgumentLimits({ row, path, onChange }: Omit<ArgumentFieldsProps, "onRemove">) {
  const showsChoices = canHaveChoices(row.type) && row.choices !== null;
  return (
    <div className="order-3 col-span-full grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <FormField path={`${path}.required`} label="Required" layout="inline">
          <Checkbox checked={row.required} onCheckedChange={(checked) => onChange({ required: checked === true })} />
        </FormField>
        {canHaveChoices(row.type) && (
          <Button variant="link" className="text-13" onClick={() => onChange({ choices: showsChoices ? null : "" })}>
            {showsChoices ? "Allow any value" : "Limit to certain values"}
          </Button>
        )}
      </div>
      {showsChoices && (
        <FormField path={`${path}.enum`} label="Allowed values" hint="One per line. The bot chooses among them.">
          <Textarea
            value={row.choices ?? ""}
            spellCheck={false}
            className="max-h-60 font-mono md:text-13"
            onChange={(event) => onChange({ choices: event.target.value })}
          />
        </FormField>
      )}
    </div>
  );
}

function TypeSelect({ row, onChange }: Omit<ArgumentFieldsProps, "onRemove" | "path">) {
  const value = row.type === "list" && row.itemType === "number" ? "numbers" : row.type;
  function choose(chosen: string) {
    const type = shownTypes.find((known) => known === chosen);
    if (type === "numbers") onChange({ type: "list", itemType: "number" });
    else if (type) onChange({ type, itemType: undefined });
  }
  return (
    <Select value={value} onValueChange={choose}>
      <SelectTrigger>
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        {shownTypes.map((type) => (
          <SelectItem key={type} value={type} hint={typeNames[type].hint}>
            {typeNames[type].label}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
