import { wordKey } from "../text/word-key.ts";
import type { Interactive } from "./interactive.ts";

/**
 * Converts the options of a message to text, and finds the option that the customer's next message selects. Both are in
 * one file, so that a number selects the option that it was shown with.
 */

/** An option that sends an answer for the customer. */
interface Option {
  label: string;
  value: string;
  /** What may be typed for it; empty for nothing, absent for its number. */
  keyword?: string | undefined;
}

interface TextChoices {
  /** Formats the value after an option whose value differs from its label. */
  value?: (value: string) => string;
}

/**
 * Formats options for channels that only show text: options become numbered lines, links and phone numbers plain lines,
 * and cards title, subtitle and buttons. Numbering continues across cards.
 */
export function optionsAsText(interactive: Interactive, { value }: TextChoices = {}): string {
  const isNumbered = mayBeNumbered(optionsOf(interactive));
  let count = 0;
  const optionLine = (option: Option) => {
    count += 1;
    const meant = value && option.value !== option.label ? value(option.value) : "";
    const keyword = option.keyword ?? (isNumbered ? String(count) : "");
    return `${markedLine(keyword, option.label)}${meant}`;
  };
  const buttonLine = (button: Button) =>
    button.type === "reply" ? optionLine(button) : `${button.label}: ${button.value}`;
  const cardLines = ({ title, subtitle, buttons }: NonNullable<Interactive["cards"]>[number]) =>
    [title, ...(subtitle === undefined ? [] : [subtitle]), ...buttons.map(buttonLine)].join("\n");
  const { quick_replies = [], buttons = [], cards = [] } = interactive;
  const blocks = [[...quick_replies.map(optionLine), ...buttons.map(buttonLine)].join("\n"), ...cards.map(cardLines)];
  return blocks.filter((block) => block !== "").join("\n\n");
}

/** The line of an option with the keyword that chooses it; without one, a bullet. */
export function markedLine(keyword: string, label: string): string {
  return keyword === "" ? `- ${label}` : `${keyword}. ${label}`;
}

/** The options without their keywords, as channels' own formats have them. */
export function withoutKeywords({ quick_replies, buttons, cards }: Interactive): Interactive {
  return {
    ...(quick_replies && { quick_replies: quick_replies.map(({ label, value }) => ({ label, value })) }),
    ...(buttons && { buttons: buttons.map(plainButton) }),
    ...(cards && { cards: cards.map((card) => ({ ...card, buttons: card.buttons.map(plainButton) })) }),
  };
}

type Button = NonNullable<Interactive["buttons"]>[number];

function plainButton(button: Button): Button {
  return button.type === "reply" ? { type: button.type, label: button.label, value: button.value } : button;
}

/** A message's text followed by its options as text. */
export function textWithOptions(text: string, interactive: Interactive | null, choices?: TextChoices): string {
  if (interactive === null) return text;
  return [text, optionsAsText(interactive, choices)].filter((part) => part !== "").join("\n\n");
}

/**
 * The option that each possible message selects: by its number or keyword, by its label, or by label and value (a tap).
 * A label that is shared by different values selects nothing on its own.
 */
export function knownAnswers(interactive: Interactive): Map<string, Option> {
  const options = optionsOf(interactive);
  const answers = new Map<string, Option>();
  const isNumbered = mayBeNumbered(options);
  for (const [i, option] of options.entries()) {
    const keyword = option.keyword ?? (isNumbered ? String(i + 1) : "");
    for (const key of keywordKeys(keyword)) answers.set(key, option);
  }
  for (const option of options) {
    answers.set(tapKey(option), option);
    const isClear = options.every(
      (other) => answerKey(other.label) !== answerKey(option.label) || other.value === option.value,
    );
    if (isClear) answers.set(answerKey(option.label), option);
  }
  return answers;
}

/** The keys of the messages that a keyword stands for: "A", "a." and "a)" are equal. Empty for an empty keyword. */
export function keywordKeys(keyword: string): string[] {
  const key = answerKey(keyword);
  return key === "" ? [] : [...new Set([key, answerKey(`${key}.`), answerKey(`${key})`)])];
}

/**
 * Normalizes a message for comparison with labels and numbers: "2", "2." and "2)" are equal, and so are "Red" and " red
 * ".
 */
export function answerKey(text: string): string {
  const written = wordKey(text);
  return /^(\d{1,2})(?:[.)]|\u{FE0F}?\u{20E3})?$/u.exec(written)?.[1] ?? written;
}

/** The key of a tap. It differs from the key of any text, because labels contain no line break. */
export function tapKey({ label, value }: Option): string {
  return `${answerKey(label)}\n${value}`;
}

/** All options of a message, in the order of their numbers. */
export function optionsOf({ quick_replies = [], buttons = [], cards = [] }: Interactive): Option[] {
  const replies = [...buttons, ...cards.flatMap((card) => card.buttons)].filter((button) => button.type === "reply");
  return [...quick_replies, ...replies].map(({ label, value, keyword }) => ({
    label,
    value,
    ...(keyword !== undefined && { keyword }),
  }));
}

/** Options are not numbered when a label, such as "2" for two persons, could be the number of another option. */
export function mayBeNumbered(options: Pick<Option, "label">[]): boolean {
  return options.every(({ label }, i) => {
    const key = answerKey(label);
    return key === String(i + 1) || !/^[1-9]\d?$/.test(key) || Number(key) > options.length;
  });
}
