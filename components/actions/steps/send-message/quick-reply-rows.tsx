"use client";

import { MAX_QUICK_REPLIES, MAX_QUICK_REPLY_LABEL } from "@/server/messages/interactive";
import { FormField } from "../../fields/form-field";
import { RowList } from "../../fields/row-list";
import { TemplateBox } from "../../templates/template-box";
import type { VariableGroup } from "../../templates/variable-group";
import { newQuickReply, type QuickReplyRow } from "./option-rows";

interface QuickReplyRowsProps {
  path: string;
  rows: QuickReplyRow[];
  variables: VariableGroup[];
  onChange: (rows: QuickReplyRow[]) => void;
}

/** The list of quick replies of a message. */
export function QuickReplyRows({ path, rows, variables, onChange }: QuickReplyRowsProps) {
  return (
    <RowList
      title="Quick replies"
      what="quick reply"
      hint={`Up to ${MAX_QUICK_REPLIES}, of ${MAX_QUICK_REPLY_LABEL} characters each. They disappear once the customer answers. A tap sends the label, and the bot reads the value.`}
      path={path}
      rows={rows}
      max={MAX_QUICK_REPLIES}
      columns="md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]"
      newRow={newQuickReply}
      firstField="label"
      nameOf={({ label }) => label}
      isOrdered
      onChange={onChange}
    >
      {(row, index, change) => (
        <>
          <FormField
            path={`${path}.${index}.label`}
            label={`Label of quick reply ${index + 1}`}
            hidesLabel
            className="max-md:col-span-2"
          >
            <TemplateBox
              name={`the label of quick reply ${index + 1}`}
              value={row.label}
              variables={variables}
              placeholder="Track my order"
              onChange={(label) => change({ label })}
            />
          </FormField>
          <FormField
            path={`${path}.${index}.value`}
            label={`Value of quick reply ${index + 1}`}
            hidesLabel
            className="max-md:col-span-2"
          >
            <TemplateBox
              name={`the value of quick reply ${index + 1}`}
              value={row.value}
              variables={variables}
              placeholder="Value: the label"
              onChange={(value) => change({ value })}
            />
          </FormField>
        </>
      )}
    </RowList>
  );
}
