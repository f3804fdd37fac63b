"use client";

import { FormField } from "@/components/actions/fields/form-field";
import { RowList } from "@/components/actions/fields/row-list";
import { MAX_BUTTONS } from "@/server/messages/interactive";
import type { ScenarioButton } from "@/server/schemas/scenario/response";
import { ChoiceBox } from "../fields/choice-box";
import { toRows } from "../fields/keyed-rows";
import { ScenarioTextBox } from "../fields/scenario-text-box";
import { ReplyFields } from "./quick-reply-rows";
import { emptyReply } from "./response-kinds";

interface ButtonRowsProps {
  path: string;
  buttons: ScenarioButton[];
  max?: number;
  onChange: (buttons: ScenarioButton[]) => void;
}

/** A button with the fields of all types, so that a change of the type keeps them. */
interface ButtonRow {
  key: string;
  type: ScenarioButton["type"];
  label: string;
  value: string;
  goTo: string | null;
}

const types = [
  { value: "reply", label: "Reply" },
  { value: "url", label: "Link" },
  { value: "phone", label: "Phone" },
] as const;

/** The buttons of a message or a card. */
export function ButtonRows({ path, buttons, max = MAX_BUTTONS, onChange }: ButtonRowsProps) {
  const rows: ButtonRow[] = toRows(buttons.map((button) => ({ goTo: null, ...button })));
  return (
    <RowList
      title="Buttons"
      what="button"
      path={path}
      rows={rows}
      max={max}
      newRow={(): ButtonRow => ({ key: "new", type: "reply", ...emptyReply })}
      firstField="label"
      nameOf={({ label }) => label}
      isOrdered
      isFramed
      onChange={(next) => onChange(next.map(toButton))}
    >
      {(row, index, change) => <ButtonFields path={`${path}.${index}`} row={row} onChange={change} />}
    </RowList>
  );
}

function toButton({ type, label, value, goTo }: ButtonRow): ScenarioButton {
  return type === "reply" ? { type, label, value, goTo } : { type, label, value };
}

interface ButtonFieldsProps {
  path: string;
  row: ButtonRow;
  onChange: (part: Partial<ButtonRow>) => void;
}

function ButtonFields({ path, row, onChange }: ButtonFieldsProps) {
  return (
    <>
      <FormField path={`${path}.type`} label="Type">
        <ChoiceBox value={row.type} options={types} onChange={(type) => onChange({ type })} />
      </FormField>
      {row.type === "reply" ? (
        <ReplyFields path={path} row={row} onChange={onChange} />
      ) : (
        <div className="grid min-w-0 gap-2 @sm:grid-cols-2">
          <FormField path={`${path}.label`} label="Label">
            <ScenarioTextBox isLine value={row.label} onChange={(label) => onChange({ label })} />
          </FormField>
          <FormField path={`${path}.value`} label={row.type === "url" ? "Address" : "Phone number"}>
            <ScenarioTextBox
              isLine
              value={row.value}
              placeholder={row.type === "url" ? "https://shop.example" : "+44 20 7946 0958"}
              onChange={(value) => onChange({ value })}
            />
          </FormField>
        </div>
      )}
    </>
  );
}
