"use client";

import { Webhook } from "lucide-react";
import type { KeyboardEvent } from "react";
import { FormField } from "@/components/actions/fields/form-field";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { isComposing } from "@/components/ui/is-composing";
import { Switch } from "@/components/ui/switch";
import type { MenuRow } from "@/server/schemas/scenario/menu";
import { RedirectFields } from "../fields/redirect-fields";
import type { RedirectType } from "../fields/redirect-types";
import { WebhookField } from "../fields/webhook-field";
import { usePanel } from "../panel-context";

const types: readonly RedirectType[] = ["interaction", "campaign", "webhook", "person", "return"];

interface MenuRowFieldsProps {
  row: MenuRow;
  index: number;
  /** The row's place in the numbering. */
  defaultKeyword: string;
  onChange: (part: Partial<MenuRow>) => void;
  /** Called for Enter in the text or the keyword: goes to the next row, which may be a new one. */
  onNext: () => void;
}

/** A row of a menu: its text, its keyword, where it leads, and the webhook that is told about it. */
export function MenuRowFields({ row, index, defaultKeyword, onChange, onNext }: MenuRowFieldsProps) {
  const { readOnly } = usePanel();
  const path = `menu.rows.${index}`;
  const number = index + 1;
  const takesData = row.redirect.type === "webhook";

  function onEnter(event: KeyboardEvent) {
    if (event.key !== "Enter" || isComposing(event) || readOnly) return;
    event.preventDefault();
    onNext();
  }

  return (
    <>
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)_6rem] items-end gap-2 md:items-start">
        <FormField path={`${path}.text`} label={`Menu text of row ${number}`} hidesLabel>
          <Input
            value={takesData ? "" : row.text}
            disabled={takesData}
            readOnly={readOnly}
            placeholder={takesData ? "Not used: the webhook gets every answer" : "Menu text"}
            autoComplete="off"
            onChange={(event) => onChange({ text: event.target.value })}
            onKeyDown={onEnter}
          />
        </FormField>
        <FormField path={`${path}.keyword`} label={`Keyword of row ${number}`} hidesLabel isEager>
          <Input
            value={takesData ? "" : row.keyword}
            disabled={takesData}
            readOnly={readOnly}
            placeholder={takesData ? "" : defaultKeyword || "Keyword"}
            autoComplete="off"
            autoCapitalize="none"
            onChange={(event) => onChange({ keyword: event.target.value })}
            onKeyDown={onEnter}
          />
        </FormField>
      </div>
      <RedirectFields
        path={`${path}.redirect`}
        value={row.redirect}
        types={types}
        what={`row ${number}`}
        newName={row.text}
        hidesLabels
        onChange={(redirect) => onChange({ redirect, ...(redirect.type === "webhook" && { webhookId: null }) })}
      />
      {!takesData && <RowWebhook path={path} row={row} number={number} onChange={onChange} />}
    </>
  );
}

interface RowWebhookProps {
  path: string;
  row: MenuRow;
  number: number;
  onChange: (part: Partial<MenuRow>) => void;
}

/** The toggle of CONTRACTS §5: the webhook that is called as soon as the row is chosen. */
function RowWebhook({ path, row, number, onChange }: RowWebhookProps) {
  const isOn = row.webhookId !== null;
  return (
    <div className="grid min-w-0 gap-2">
      <Field
        layout="inline"
        label="Call a webhook when it is chosen"
        className="[&_label]:text-13 [&_label]:font-normal"
      >
        <Switch checked={isOn} onCheckedChange={(checked) => onChange({ webhookId: checked ? "" : null })} />
      </Field>
      {isOn && (
        <WebhookField
          path={`${path}.webhookId`}
          kind="campaign"
          label={`Webhook of row ${number}`}
          hidesLabel
          value={row.webhookId}
          onChange={(webhookId) => onChange({ webhookId: webhookId ?? "" })}
        />
      )}
    </div>
  );
}

/** The start of a row: its number, and a mark if a webhook is at it. */
export function RowTitle({ row, index }: { row: MenuRow; index: number }) {
  const hasWebhook = row.redirect.type === "webhook" || row.webhookId !== null;
  return (
    <>
      Row {index + 1}
      {hasWebhook && (
        <span className="inline-flex items-center" title="Calls a webhook">
          <Webhook aria-hidden className="size-3.5" />
          <span className="sr-only">, calls a webhook</span>
        </span>
      )}
    </>
  );
}
