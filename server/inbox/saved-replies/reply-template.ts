import { parseTemplate, resolve, type TemplatePart, toText } from "@/server/actions/templates/template";

/**
 * Templates of saved replies: `{{customer.name}}`, and the conversation's variables as `{{variables.x}}`. Browsers use
 * this too.
 */

/** The values besides the conversation's variables. */
export const replyVariables = [
  { name: "customer.name", label: "Customer’s name" },
  { name: "customer.phone", label: "Customer’s phone number" },
  { name: "operator.name", label: "Your name" },
  { name: "bot.name", label: "Bot’s name" },
  { name: "channel.name", label: "Channel’s name" },
] as const;
type ReplyVariable = (typeof replyVariables)[number]["name"];

/** The values of one conversation; empty or null where there is none. */
export interface ReplyValues {
  fixed: Record<ReplyVariable, string | null>;
  /** The conversation's variables. */
  variables: Record<string, unknown>;
}

/** The references of a template that can never have a value, as written. */
export function unknownReferences(template: string): string[] {
  return referencesIn(template).flatMap((part) => (isKnown(part) ? [] : [part.source]));
}

/** Fills a reply in for a conversation. A reference without a value stays as it is, for a person to replace. */
export function fillReply(template: string, values: ReplyValues): string {
  return parseTemplate(template)
    .map((part) => (part.kind === "text" ? part.text : (valueOf(part, values) ?? part.source)))
    .join("");
}

/** A `{{…}}` in a text, with its place. */
export interface OpenReference {
  source: string;
  start: number;
}

/** The references that a text still contains, in order. */
export function openReferences(text: string): OpenReference[] {
  let offset = 0;
  return parseTemplate(text).flatMap((part) => {
    const start = offset;
    offset += part.kind === "text" ? part.text.length : part.source.length;
    return part.kind === "value" ? [{ source: part.source, start }] : [];
  });
}

type ValuePart = Extract<TemplatePart, { kind: "value" }>;

function referencesIn(template: string): ValuePart[] {
  return parseTemplate(template).filter((part) => part.kind === "value");
}

function isKnown(part: ValuePart): boolean {
  return fixedName(part) !== undefined || part.reference?.root === "variables";
}

/** The value as text; null if there is none. */
function valueOf(part: ValuePart, { fixed, variables }: ReplyValues): string | null {
  const name = fixedName(part);
  if (name) return fixed[name]?.trim() || null;
  if (part.reference?.root !== "variables") return null;
  const value = resolve(part.reference, { args: {}, constants: {}, secrets: {}, variables, steps: {}, callback: {} });
  // A list in a sentence has spaces.
  const text = Array.isArray(value) ? value.map(toText).join(", ") : toText(value);
  return text.trim() || null;
}

function fixedName({ source }: ValuePart): ReplyVariable | undefined {
  const written = source.slice(2, -2).trim();
  return replyVariables.find(({ name }) => name === written)?.name;
}
