"use client";

import { useContext } from "react";
import { Input } from "@/components/ui/input";
import { fieldId, FormField } from "../../fields/form-field";
import { RowList } from "../../fields/row-list";
import { NameInput } from "../../renaming/name-input";
import type { FieldsProps } from "../../step-list/step-kind-form";
import { StepSurroundings } from "../../step-list/step-surroundings";
import { VariableMenu } from "../../templates/variable-menu";
import { answerPlaces, newSavedRow, type WebhookForm } from "./webhook-form";

/** The values of the answer to save as conversation variables. */
export function SavedRows({ step, path, onChange }: Omit<FieldsProps<WebhookForm>, "variables">) {
  const { lastBody } = useContext(StepSurroundings);
  const place = `${path}.saveVariables`;
  const places = [{ label: "In the answer", items: answerPlaces("", lastBody) }];
  return (
    <RowList
      title="Save from the answer"
      what="value to save"
      hint="Saved as variables of the conversation. The bot’s instruction reads them as {name}, later steps and actions as {{variables.name}}."
      path={place}
      rows={step.saved}
      max={50}
      columns="md:grid-cols-[minmax(0,1fr)_minmax(0,14rem)_auto]"
      newRow={newSavedRow}
      firstField="path"
      nameOf={({ variable }) => variable}
      onChange={(saved) => onChange({ saved })}
    >
      {(row, index, change) => (
        <>
          <FormField
            path={`${place}.${index}.path`}
            label={`Place of value ${index + 1} in the answer`}
            hidesLabel
            className="max-md:col-span-2"
          >
            <span className="relative block">
              <Input
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                value={row.path}
                maxLength={500}
                placeholder="body.order.id"
                className="pr-10 font-mono md:text-13"
                onChange={(event) => change({ path: event.target.value })}
              />
              <VariableMenu
                into={`the place of value ${index + 1}`}
                groups={places}
                onChoose={(chosen) => change({ path: chosen })}
                onClosed={() => document.getElementById(fieldId(`${place}.${index}.path`))?.focus()}
                className="absolute top-0.5 right-0.5"
              />
            </span>
          </FormField>
          <FormField path={`${place}.${index}.variable`} label={`Variable ${index + 1}`} hidesLabel>
            <NameInput
              root="variables"
              value={row.variable}
              placeholder="order_id"
              onChange={(variable) => change({ variable })}
            />
          </FormField>
        </>
      )}
    </RowList>
  );
}
