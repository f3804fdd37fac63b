import type { Interactive } from "./interactive.ts";

/**
 * Converts the options of a message to text, and finds the option that the customer's next message selects. Both are in
 * one file, so that a number selects the option that it was shown with.
 */

/** An option that sends an answer for the customer. */
interface Option {
  label: string;
  value: string;
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

/** A message's text followed by its options as text. */
export function textWithOptions(text: string, interactive: Interactive | null, choices?: TextChoices): string {
  if (interactive === null) return text;
  return [text, optionsAsText(interactive, choices)].filter((part) => part !== "").join("\n\n");
}

/**
 * The option that each possible message selects: by its number, by its label, or by label and value (a tap). A label
 * that is shared by different values selects nothing on its own.
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

/**
 * Normalizes a message for comparison with labels and numbers: "2", "2." and "2)" are equal, and so are "Red" and " red
 * ".
 */
export function answerKey(text: string): string {
  const written = text.normalize("NFKC").replaceAll(/\s+/g, " ").trim().toLowerCase();
  return /^(\d{1,2})(?:[.)]|\u{FE0F}?\u{20E3})?$/u.exec(written)?.[1] ?? written;
}

/** The key of a tap. It differs from the key of any text, because labels contain no line break. */
export function tapKey({ label, value }: Option): string {
  return `${answerKey(label)}\n${value}`;
}

/** All options of a message, in the order of their numbers. */
export function optionsOf({ quick_replies = [], buttons = [], cards = [] }: Interactive): Option[] {
  const replies = [...buttons, ...cards.flatMap((card) => card.buttons)].filter(({ type }) => type === "reply");
  return [...quick_replies, ...replies].map(({ label, value }) => ({ label, value }));
}

/** Options are not numbered when a label, such as "2" for two persons, could be the number of another option. */
function mayBeNumbered(options: Option[]): boolean {
  return options.every(({ label }, i) => {
    const key = answerKey(label);
    return key === String(i + 1) || !/^[1-9]\d?$/.test(key) || Number(key) > options.length;
  });
}
