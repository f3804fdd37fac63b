import type { ButtonTemplate, InteractiveTemplate } from "@/server/schemas/steps/interactive-template";
import { newKey, withKeys } from "../../fields/rows";

/** The form state of a quick reply. */
export interface QuickReplyRow {
  key: string;
  label: string;
  /** Empty if the label is also the value. */
  value: string;
}

export type ButtonType = ButtonTemplate["type"];

/** The form state of a button. */
export interface ButtonRow extends QuickReplyRow {
  type: ButtonType;
}

/** The form state of a card. */
export interface CardRow {
  key: string;
  title: string;
  subtitle: string;
  imageUrl: string;
  buttons: ButtonRow[];
}

/** The rows of each kind of options. */
export interface OptionRows {
  quickReplies: QuickReplyRow[];
  buttons: ButtonRow[];
  cards: CardRow[];
}

export type OptionsKind = "none" | keyof InteractiveTemplate;

interface OptionKind {
  label: string;
  /** Summarises the options; empty if there are none. */
  summary: (rows: OptionRows) => string;
}

/** The kinds of options below the text of a message. */
export const optionKinds: Record<OptionsKind, OptionKind> = {
  none: { label: "Nothing", summary: () => "" },
  quick_replies: {
    label: "Quick replies",
    summary: ({ quickReplies: { length } }) => (length === 1 ? "1 quick reply" : `${length} quick replies`),
  },
  buttons: {
    label: "Buttons",
    summary: ({ buttons: { length } }) => (length === 1 ? "1 button" : `${length} buttons`),
  },
  cards: { label: "Cards", summary: ({ cards: { length } }) => (length === 1 ? "1 card" : `${length} cards`) },
};

export function newQuickReply(): QuickReplyRow {
  return { key: newKey(), label: "", value: "" };
}

export function newButton(): ButtonRow {
  return { ...newQuickReply(), type: "reply" };
}

export function newCard(): CardRow {
  return { key: newKey(), title: "", subtitle: "", imageUrl: "", buttons: [] };
}

export function isTypedOption({ label, value }: QuickReplyRow): boolean {
  return label !== "" || value !== "";
}

export function isTypedCard({ title, subtitle, imageUrl, buttons }: CardRow): boolean {
  return title !== "" || subtitle !== "" || imageUrl !== "" || buttons.some(isTypedOption);
}

export function toButtonRows(buttons: readonly ButtonTemplate[]): ButtonRow[] {
  return withKeys(buttons).map(({ key, label, type, value = "" }) => ({ key, label, type, value }));
}

/** Converts the selected options to the format that is sent. */
export function toInteractive(kind: OptionsKind, rows: OptionRows): InteractiveTemplate | undefined {
  switch (kind) {
    case "none":
      return undefined;
    case "quick_replies":
      return { quick_replies: rows.quickReplies.map(toReply) };
    case "buttons":
      return { buttons: rows.buttons.map(toButton) };
    case "cards":
      return {
        cards: rows.cards.map(({ title, subtitle, imageUrl, buttons }) => ({
          title,
          ...(subtitle.trim() !== "" && { subtitle }),
          ...(imageUrl.trim() !== "" && { image_url: imageUrl.trim() }),
          buttons: buttons.map(toButton),
        })),
      };
  }
}

function toReply({ label, value }: QuickReplyRow) {
  return { label, ...(value.trim() !== "" && { value }) };
}

function toButton({ type, label, value }: ButtonRow): ButtonTemplate {
  return type === "reply" ? { type, ...toReply({ key: "", label, value }) } : { type, label, value: value.trim() };
}
