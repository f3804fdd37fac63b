import type { Interactive } from "./interactive.ts";

/**
 * The options of a message as text, and what the customer's next message may be to choose one of them. Both are here, so
 * that a number means the option beside which it stands.
 */

/** An option that answers for the customer. */
interface Option {
  label: string;
  value: string;
}

interface TextChoices {
  /** Written behind an option whose value is not its label. */
  value?: (value: string) => string;
}

/**
 * Writes options out, for channels that show text only: options as numbered lines, links and phone numbers as they are,
 * cards as title, subtitle and buttons. Numbers go on over all cards.
 */
export function optionsAsText(interactive: Interactive, { value }: TextChoices = {}): string {
  const isNumbered = mayBeNumbered(optionsOf(interactive));
  let count = 0;
  const optionLine = (option: Option) => {
    count += 1;
    const meant = value && option.value !== option.label ? value(option.value) : "";
    return `${isNumbered ? `${count}.` : "-"} ${option.label}${meant}`;
  };
  const buttonLine = (button: NonNullable<Interactive["buttons"]>[number]) =>
    button.type === "reply" ? optionLine(button) : `${button.label}: ${button.value}`;
  const cardLines = ({ title, subtitle, buttons }: NonNullable<Interactive["cards"]>[number]) =>
    [title, ...(subtitle === undefined ? [] : [subtitle]), ...buttons.map(buttonLine)].join("\n");
  const { quick_replies = [], buttons = [], cards = [] } = interactive;
  const blocks = [[...quick_replies.map(optionLine), ...buttons.map(buttonLine)].join("\n"), ...cards.map(cardLines)];
  return blocks.filter((block) => block !== "").join("\n\n");
}

/** A message's text with its options written out below. */
export function textWithOptions(text: string, interactive: Interactive | null, choices?: TextChoices): string {
  if (interactive === null) return text;
  return [text, optionsAsText(interactive, choices)].filter((part) => part !== "").join("\n\n");
}

/**
 * The option that each possible message chooses: its number, its label, and its label together with its value (a tap).
 * A label that stands for different values chooses nothing by itself.
 */
export function knownAnswers(interactive: Interactive): Map<string, Option> {
  const options = optionsOf(interactive);
  const answers = new Map<string, Option>();
  if (mayBeNumbered(options)) for (const [i, option] of options.entries()) answers.set(String(i + 1), option);
  for (const option of options) {
    answers.set(tapKey(option), option);
    const isClear = options.every(
      (other) => answerKey(other.label) !== answerKey(option.label) || other.value === option.value,
    );
    if (isClear) answers.set(answerKey(option.label), option);
  }
  return answers;
}

/** How a message is compared with labels and numbers: "2", "2." and "2)" are the same, and so are "Red" and " red ". */
export function answerKey(text: string): string {
  const written = text.normalize("NFKC").replaceAll(/\s+/g, " ").trim().toLowerCase();
  return /^(\d{1,2})(?:[.)]|\u{FE0F}?\u{20E3})?$/u.exec(written)?.[1] ?? written;
}

/** How a tap is compared: no label holds a line break, so that this is never the key of a text. */
export function tapKey({ label, value }: Option): string {
  return `${answerKey(label)}\n${value}`;
}

function optionsOf({ quick_replies = [], buttons = [], cards = [] }: Interactive): Option[] {
  const replies = [...buttons, ...cards.flatMap((card) => card.buttons)].filter(({ type }) => type === "reply");
  return [...quick_replies, ...replies].map(({ label, value }) => ({ label, value }));
}

/** Options have no numbers where a label, such as "2" for two persons, reads as the number of another one. */
function mayBeNumbered(options: Option[]): boolean {
  return options.every(({ label }, i) => {
    const key = answerKey(label);
    return key === String(i + 1) || !/^[1-9]\d?$/.test(key) || Number(key) > options.length;
  });
}
