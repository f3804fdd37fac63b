import type { Attribute } from "@/server/schemas/scenario/attribute";
import type { Interaction } from "@/server/schemas/scenario/interaction";
import type { Progress } from "./progress";
import { readValue } from "./read-value";
import { choiceOptions, labelOf } from "./show-menu";
import type { Label } from "./wording";

/** The first attribute from a position on whose value is to be asked for. */
export function nextAttribute({ values }: Progress, { attributes }: Interaction, from: number): Attribute | undefined {
  return attributes.slice(from).find(({ name, asksAgain }) => asksAgain || !isSet(values.variables[name]));
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}

/** Asks for a value. */
export function ask(progress: Progress, attribute: Attribute): void {
  say(progress, attribute, progress.wording.shown(attribute.question));
}

/** Asks again after an answer that was not valid. */
function askAgain(progress: Progress, attribute: Attribute, expected: string): void {
  say(progress, attribute, progress.shownOr(attribute.invalidText, expected));
}

function say(progress: Progress, attribute: Attribute, text: string): void {
  const from = progress.said.replies.length;
  progress.said.addText(text);
  const choices = choicesOf(progress, attribute);
  if (choices.length > 0) progress.said.attach(choiceOptions(choices), from);
}

function choicesOf({ wording }: Progress, { kind, choices }: Attribute): Label[] {
  if (kind !== "choice") return [];
  return choices.map((choice) => labelOf(choice, wording)).filter(({ text }) => text !== "");
}

/**
 * Takes the customer's message as the value that was asked for.
 * @param tries How often the customer was asked.
 * @returns `kept`, `asked` (again) or `given_up` after the last try.
 */
export function takeValue(progress: Progress, attribute: Attribute, tries: number): "kept" | "asked" | "given_up" {
  const read = readValue(attribute, progress.input.message, choicesOf(progress, attribute));
  if (read.ok) {
    progress.values.set(attribute.name, read.value);
    return "kept";
  }
  if (tries >= attribute.tries) {
    progress.note(
      `The customer gave no valid ${attribute.name} after ${tries} ${tries === 1 ? "question" : "questions"}.`,
    );
    return "given_up";
  }
  askAgain(progress, attribute, read.expected);
  return "asked";
}
