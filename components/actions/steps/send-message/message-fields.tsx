"use client";

import { MAX_BUTTONS } from "@/server/messages/interactive";
import { FormField } from "../../fields/form-field";
import { Segmented } from "../../fields/segmented";
import type { FieldsProps } from "../../step-list/step-kind-form";
import { TemplateBox } from "../../templates/template-box";
import { ButtonRows } from "./button-rows";
import { CardRows } from "./card-rows";
import type { SendMessageForm } from "./message-form";
import { newButton, newCard, newQuickReply, optionKinds, type OptionsKind } from "./option-rows";
import { QuickReplyRows } from "./quick-reply-rows";

const types = [
  { value: "text", label: "Text" },
  { value: "file", label: "File" },
] as const;

/** The content of a message: a text with optional choices for the customer, or a file. */
export function MessageFields(props: FieldsProps<SendMessageForm>) {
  const { step, path, onChange } = props;
  return (
    <div className="grid min-w-0 gap-5">
      <FormField path={`${path}.content.type`} label="What is sent">
        <Segmented label="What is sent" value={step.type} options={types} onChange={(type) => onChange({ type })} />
      </FormField>
      {step.type === "text" ? (
        <>
          <TextField {...props} />
          <OptionFields {...props} />
        </>
      ) : (
        <FileFields {...props} />
      )}
    </div>
  );
}

function TextField({ step, path, variables, onChange }: FieldsProps<SendMessageForm>) {
  return (
    <FormField
      path={`${path}.content.text`}
      label="Text"
      hint="Sent word for word, before the bot’s own reply."
      required={step.options === "none"}
    >
      <TemplateBox
        name="the text"
        kind="text"
        value={step.text}
        variables={variables}
        placeholder="One moment, I am looking up order {{args.order_number}}."
        onChange={(text) => onChange({ text })}
      />
    </FormField>
  );
}

const kinds = (["none", "quick_replies", "buttons", "cards"] as const).map((value) => ({
  value,
  label: optionKinds[value].label,
}));

function OptionFields({ step, path, variables, onChange }: FieldsProps<SendMessageForm>) {
  const place = `${path}.content.interactive`;
  return (
    <>
      <FormField
        path={`${path}.content.options`}
        label="Below the text"
        hint="Channels that cannot show it send numbered lines. A tap, the number and the label count as the same answer."
      >
        <Segmented
          label="Below the text"
          value={step.options}
          options={kinds}
          onChange={(options) => onChange({ options, ...firstRow(options, step) })}
        />
      </FormField>
      {step.options === "quick_replies" && (
        <QuickReplyRows
          path={`${place}.quick_replies`}
          rows={step.quickReplies}
          variables={variables}
          onChange={(quickReplies) => onChange({ quickReplies })}
        />
      )}
      {step.options === "buttons" && (
        <ButtonRows
          title="Buttons"
          hint={`Up to ${MAX_BUTTONS}. They stay with the message. A reply sends its label, and the bot reads its value.`}
          path={`${place}.buttons`}
          rows={step.buttons}
          max={MAX_BUTTONS}
          variables={variables}
          onChange={(buttons) => onChange({ buttons })}
        />
      )}
      {step.options === "cards" && (
        <CardRows
          path={`${place}.cards`}
          rows={step.cards}
          variables={variables}
          onChange={(cards) => onChange({ cards })}
        />
      )}
    </>
  );
}

/** Adds a first row when a kind of options is selected for the first time. */
function firstRow(kind: OptionsKind, { quickReplies, buttons, cards }: SendMessageForm): Partial<SendMessageForm> {
  if (kind === "quick_replies" && quickReplies.length === 0) return { quickReplies: [newQuickReply()] };
  if (kind === "buttons" && buttons.length === 0) return { buttons: [newButton()] };
  if (kind === "cards" && cards.length === 0) return { cards: [newCard()] };
  return {};
}

function FileFields({ step, path, variables, onChange }: FieldsProps<SendMessageForm>) {
  return (
    <>
      <FormField
        path={`${path}.content.url`}
        label="Address of the file"
        hint="Parley fetches it from there, 15 MB at most, and sends it as an image, audio or document."
        required
      >
        <TemplateBox
          name="the address of the file"
          value={step.url}
          variables={variables}
          placeholder="https://shop.example/invoices/{{args.order_number}}.pdf"
          onChange={(url) => onChange({ url })}
        />
      </FormField>
      <FormField
        path={`${path}.content.fileName`}
        label="File name"
        aside="Optional"
        hint="When empty, the file name comes from the server or the address."
      >
        <TemplateBox
          name="the file name"
          value={step.fileName}
          variables={variables}
          placeholder="Invoice {{args.order_number}}.pdf"
          onChange={(fileName) => onChange({ fileName })}
        />
      </FormField>
    </>
  );
}
