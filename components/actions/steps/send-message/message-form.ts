import type { SendMessageStep } from "@/server/schemas/steps/send-message";
import type { Fault } from "../../faults/fault";
import { withKeys } from "../../fields/rows";
import type { TemplatePlace } from "../../templates/template-place";
import { shortUrl } from "../webhook/short-url";
import { optionFaults } from "./option-faults";
import {
  type ButtonRow,
  type CardRow,
  isTypedCard,
  isTypedOption,
  type OptionRows,
  optionKinds,
  type OptionsKind,
  type QuickReplyRow,
  toButtonRows,
  toInteractive,
} from "./option-rows";

/** The form state of a message. Values of the types and options that are not selected are kept. */
export interface SendMessageForm extends OptionRows {
  kind: "send_message";
  type: "text" | "file";
  text: string;
  /** The kind of options below the text. */
  options: OptionsKind;
  url: string;
  fileName: string;
}

export function emptyMessage(): SendMessageForm {
  return {
    kind: "send_message",
    type: "text",
    text: "",
    options: "none",
    quickReplies: [],
    buttons: [],
    cards: [],
    url: "",
    fileName: "",
  };
}

export function toMessageForm({ content }: Pick<SendMessageStep, "content">): SendMessageForm {
  if (content.type === "file") return { ...emptyMessage(), ...content };
  const { quick_replies, buttons, cards } = content.interactive ?? {};
  return {
    ...emptyMessage(),
    text: content.text,
    ...(quick_replies && {
      options: "quick_replies",
      quickReplies: withKeys(quick_replies).map((row) => ({ ...row, value: row.value ?? "" })),
    }),
    ...(buttons && { options: "buttons", buttons: toButtonRows(buttons) }),
    ...(cards && {
      options: "cards",
      cards: withKeys(cards).map(({ key, title, subtitle = "", image_url: imageUrl = "", buttons }) => ({
        key,
        title,
        subtitle,
        imageUrl,
        buttons: toButtonRows(buttons),
      })),
    }),
  };
}

export function toMessageStep(form: SendMessageForm): Pick<SendMessageStep, "kind" | "content"> {
  const { kind, type, text, url, fileName } = form;
  if (type === "file") return { kind, content: { type, url: url.trim(), fileName } };
  const interactive = toInteractive(form.options, form);
  return { kind, content: { type, text, ...(interactive && { interactive }) } };
}

export function messageSummary({ type, text, url, ...form }: SendMessageForm): string {
  if (type === "file") return `Sends the file ${shortUrl(url) || "of no address yet"}`;
  const options = optionKinds[form.options].summary(form);
  if (text.trim() === "" && options !== "") return `Offers ${options}`;
  return `Says: ${text.trim() || "nothing yet"}${options === "" ? "" : ` · ${options}`}`;
}

export function messageTemplates({ type, text, url, fileName, ...form }: SendMessageForm): TemplatePlace[] {
  if (type === "file") {
    return [
      { path: "content.url", text: url },
      { path: "content.fileName", text: fileName },
    ];
  }
  return [{ path: "content.text", text }, ...optionTemplates(form)];
}

/** The faults of the options that are known before any variable is filled in. */
export function messageFaults({ type, options, ...rows }: SendMessageForm): Fault[] {
  return type === "file" ? [] : optionFaults(options, rows);
}

/** Removes rows that the user left empty. */
export function withoutEmptyOptions(form: SendMessageForm): SendMessageForm {
  return {
    ...form,
    quickReplies: form.quickReplies.filter(isTypedOption),
    buttons: form.buttons.filter(isTypedOption),
    cards: form.cards.filter(isTypedCard).map((card) => ({ ...card, buttons: card.buttons.filter(isTypedOption) })),
  };
}

function optionTemplates({
  options,
  quickReplies,
  buttons,
  cards,
}: Pick<SendMessageForm, "options" | keyof OptionRows>) {
  const at = "content.interactive";
  if (options === "quick_replies")
    return quickReplies.flatMap((row, i) => rowTemplates(`${at}.quick_replies.${i}`, row));
  if (options === "buttons") return buttons.flatMap((row, i) => rowTemplates(`${at}.buttons.${i}`, row));
  if (options === "cards") return cards.flatMap((card, i) => cardTemplates(`${at}.cards.${i}`, card));
  return [];
}

function rowTemplates(path: string, { label, value }: QuickReplyRow | ButtonRow): TemplatePlace[] {
  return [
    { path: `${path}.label`, text: label },
    { path: `${path}.value`, text: value },
  ];
}

function cardTemplates(path: string, { title, subtitle, imageUrl, buttons }: CardRow): TemplatePlace[] {
  return [
    { path: `${path}.title`, text: title },
    { path: `${path}.subtitle`, text: subtitle },
    { path: `${path}.image_url`, text: imageUrl },
    ...buttons.flatMap((row, i) => rowTemplates(`${path}.buttons.${i}`, row)),
  ];
}
