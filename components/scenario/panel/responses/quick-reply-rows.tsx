"use client";

import { FormField } from "@/components/actions/fields/form-field";
import { RowList } from "@/components/actions/fields/row-list";
import { withoutKeys } from "@/components/actions/fields/rows";
import { MAX_QUICK_REPLIES } from "@/server/messages/interactive";
import type { ScenarioResponse } from "@/server/schemas/scenario/response";
import { InteractionSelect } from "../fields/interaction-select";
import { toRows } from "../fields/keyed-rows";
import { ScenarioTextBox } from "../fields/scenario-text-box";
import { emptyReply } from "./response-kinds";

type Reply = Extract<ScenarioResponse, { kind: "quick_replies" }>["replies"][number];

interface QuickReplyRowsProps {
  path: string;
  replies: Reply[];
  onChange: (replies: Reply[]) => void;
}

/** The quick replies below a text. */
export function QuickReplyRows({ path, replies, onChange }: QuickReplyRowsProps) {
  return (
    <RowList
      title="Quick replies"
      what="quick reply"
      path={path}
      rows={toRows(replies)}
      max={MAX_QUICK_REPLIES}
      newRow={() => ({ key: "new", ...emptyReply })}
      firstField="label"
      nameOf={({ label }) => label}
      isOrdered
      isFramed
      onChange={(rows) => onChange(withoutKeys(rows))}
    >
      {(row, index, change) => <ReplyFields path={`${path}.${index}`} row={row} onChange={change} />}
    </RowList>
  );
}

interface ReplyFieldsProps {
  path: string;
  row: Reply;
  onChange: (part: Partial<Reply>) => void;
}

/** What a reply shows, what it means, and where it leads. */
export function ReplyFields({ path, row, onChange }: ReplyFieldsProps) {
  return (
    <div className="grid min-w-0 gap-2 @sm:grid-cols-2">
      <FormField path={`${path}.label`} label="Label">
        <ScenarioTextBox isLine value={row.label} onChange={(label) => onChange({ label })} />
      </FormField>
      <FormField path={`${path}.value`} label="Value" aside="Optional">
        <ScenarioTextBox isLine value={row.value} placeholder="The label" onChange={(value) => onChange({ value })} />
      </FormField>
      <FormField path={`${path}.goTo`} label="Leads to" className="@sm:col-span-2">
        <InteractionSelect
          value={row.goTo ?? ""}
          newName={row.label}
          none="What matches the value, as if it were typed"
          onChange={(id) => onChange({ goTo: id === "" ? null : id })}
        />
      </FormField>
    </div>
  );
}
