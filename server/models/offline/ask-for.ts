import type { When } from "./read-date-time";
import type { Parameter } from "./tool-parameters";

/**
 * Builds the question for an argument from its description. The same argument always gives the same question, by which
 * the offline model, which has no state, later recognises what an answer is about.
 */
export function questionFor(parameter: Parameter, half?: When): string {
  if (half?.date !== undefined) return timeQuestion(parameter);
  if (half?.time !== undefined) return dayQuestion(parameter);
  return mainQuestion(parameter);
}

/** Whether a message of the bot ends with the question for this argument. */
export function asksFor(parameter: Parameter, message: string): boolean {
  const text = message.trim();
  const questions = parameter.kind === "datetime" ? [timeQuestion(parameter), dayQuestion(parameter)] : [];
  return [mainQuestion(parameter), ...questions].some((question) => text.endsWith(question));
}

/** Names the expected value, for "I could not find … in that". */
export function soughtFor(parameter: Parameter, half?: When): string {
  if (half?.date !== undefined) return "a time";
  return SOUGHT[parameter.kind] ?? "it";
}

const SOUGHT: Partial<Record<Parameter["kind"], string>> = {
  datetime: "a date and a time",
  date: "a date",
  phone: "a phone number",
  email: "an e-mail address",
  number: "a number",
  boolean: "a yes or a no",
  enum: "one of the choices",
  list: "one of the choices",
};

function mainQuestion(parameter: Parameter): string {
  const choices = parameter.choices.length > 0 ? ` (${parameter.choices.join(", ")})` : "";
  const subject = subjectOf(parameter);
  if (parameter.kind === "boolean") return booleanQuestion(subject);
  if (subject.endsWith("?")) return `${subject.slice(0, -1)}${choices}?`;
  if (/^(?:why|how|where|when|which|what|who)\b/i.test(subject)) return `${capital(askYou(subject))}${choices}?`;
  // An English question around a description in another language would be garbled.
  if (!/^[\p{Script=Latin}\p{N}\p{P}\p{S}\s]+$/u.test(subject)) return `${capital(subject)}${choices}?`;
  const plural = parameter.kind === "list" && /(?:[^s]s|ren|ple)$/.test(headOf(subject));
  return `What ${plural ? "are" : "is"} ${articled(subject)}${choices}?`;
}

function timeQuestion(parameter: Parameter): string {
  return `At what time? (${plainSubject(parameter)})`;
}

function dayQuestion(parameter: Parameter): string {
  return `On which day? (${plainSubject(parameter)})`;
}

function plainSubject(parameter: Parameter): string {
  return lower(subjectOf(parameter).replace(/\?$/, ""));
}

function booleanQuestion(subject: string): string {
  const wants = subject.replace(/^(?:whether|if|true if|true when)\s+/i, "");
  const you = wants.replace(/^(?:the )?(?:customer|user|client|caller)\s+/i, "you ");
  if (you.startsWith("you ")) return `${capital(secondPerson(you))}? (yes or no)`;
  if (wants.endsWith("?")) return `${wants.slice(0, -1)}? (yes or no)`;
  return `${capital(wants.replace(/^to\s+/i, "Shall I "))}? (yes or no)`;
}

/** Turns "why the customer cancels" into "why do you cancel". */
function askYou(subject: string): string {
  return subject
    .replace(/^(\w+) (it|this|that) (is|was)\b/i, "$1 $3 $2")
    .replace(/\b(?:the )?(?:customer|user|client|caller) (\S+.*)$/i, (_all, rest: string) =>
      secondPerson(`you ${rest}`),
    );
}

/** Turns "you wants gift wrapping" into "do you want gift wrapping", and "you has" into "do you have". */
function secondPerson(clause: string): string {
  const [, verb = "", rest = ""] = /^you (\S+)\s*(.*)$/.exec(clause) ?? [];
  if (verb === "is") return `are you ${rest}`;
  const base = verb === "has" ? "have" : verb.replace(/(?<=[^s])s$/, "");
  return `do you ${base} ${rest}`.trim();
}

/** Rephrases the first sentence of the description to address the customer; falls back to the argument's name. */
function subjectOf(parameter: Parameter): string {
  const first = /^.*?(?:[?]|(?<!\be\.g|\bi\.e|\betc)\.(?=\s|$)|$)/su.exec(parameter.description.trim())?.[0] ?? "";
  const sentence = first.replace(/[.:;\s]+$/, "");
  const phrase = sentence || wordsOf(parameter.name) || parameter.name;
  return phrase
    .replace(
      /^(?:the )?([^,]+?) of the (?:customer|user|client|caller|visitor)\b/i,
      (_all, what: string) => `your ${lower(what)}`,
    )
    .replace(/\bfor the (?:customer|user|client|caller|visitor)\b/gi, "for you")
    .replaceAll(/\b(?:the |a )?(?:customer|user|client|caller|visitor|guest)['’]s\b/gi, "your");
}

function wordsOf(name: string): string {
  return name
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .replaceAll(/[_-]+/g, " ")
    .trim()
    .toLowerCase();
}

function articled(subject: string): string {
  if (/^(?:your|the|a|an)\s/i.test(subject)) return lower(subject.replace(/^an?\s/i, "the "));
  return `the ${lower(subject)}`;
}

function headOf(subject: string): string {
  return subject.split(/\s(?:of|for|in|to|that|which|with)\s|[,(]/)[0] ?? subject;
}

/** Lowercases the first letter, unless the first word is an abbreviation. */
function lower(text: string): string {
  return /^\p{Lu}\p{Ll}/u.test(text) || /^\p{Lu}\s/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
