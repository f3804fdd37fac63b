"use client";

import { MessageSquareText } from "lucide-react";
import { FormField } from "../form-field";
import { Segmented } from "../segmented";
import type { SendMessageForm } from "../step-form";
import { defineStepForm, type FieldsProps } from "../step-kind-form";
import { TemplateBox } from "../template-box";
import { shortUrl } from "./webhook/short-url";

const nothing = { text: "", url: "", fileName: "" };

/** Says something to the customer while the action runs. */
export const sendMessageStepForm = defineStepForm({
  kind: "send_message",
  label: "Send message",
  icon: MessageSquareText,
  description: "Sends the customer a text or a file at once.",
  empty: () => ({ kind: "send_message", type: "text", ...nothing }),
  toForm: ({ content }) => ({ kind: "send_message", ...nothing, ...content }),
  toStep: ({ type, text, url, fileName }) => ({
    kind: "send_message",
    content: type === "text" ? { type, text } : { type, url: url.trim(), fileName },
  }),
  summary: ({ type, text, url }) =>
    type === "text"
      ? `Says: ${text.trim() || "nothing yet"}`
      : `Sends the file ${shortUrl(url) || "of no address yet"}`,
  templates: ({ type, text, url, fileName }) =>
    type === "text"
      ? [{ path: "content.text", text }]
      : [
          { path: "content.url", text: url },
          { path: "content.fileName", text: fileName },
        ],
  localFaults: () => [],
  Fields: SendMessageFields,
});

const types = [
  { value: "text", label: "Text" },
  { value: "file", label: "File" },
] as const;

function SendMessageFields(props: FieldsProps<SendMessageForm>) {
  const { step, path, onChange } = props;
  return (
    <div className="grid gap-5">
      <FormField path={`${path}.content.type`} label="What is sent">
        <Segmented label="What is sent" value={step.type} options={types} onChange={(type) => onChange({ type })} />
      </FormField>
      {step.type === "text" ? <TextField {...props} /> : <FileFields {...props} />}
    </div>
  );
}

function TextField({ step, path, variables, onChange }: FieldsProps<SendMessageForm>) {
  return (
    <FormField
      path={`${path}.content.text`}
      label="Text"
      hint="Sent word for word, before the bot’s own reply."
      required
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
        hint="When empty, the name that the server or the address gives."
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
