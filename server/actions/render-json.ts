import { createScanner, parseTree, printParseErrorCode, type ParseError } from "jsonc-parser";
import { StepFault } from "./step-fault";
import { renderText, resolve, wholeReference, type TemplateValues } from "./template";

/**
 * Fills a JSON template. Values stand inside strings and are escaped; one that is alone in its quotes keeps its type.
 * @throws StepFault when the template is not JSON.
 */
export function renderJson(template: string, values: TemplateValues): string {
  const fault = findJsonFault(template);
  if (fault !== null) throw new StepFault(`The body is not JSON. ${fault}`);
  // Everything but strings is copied as it was written, so that 1.0 stays 1.0 and long numbers keep their digits.
  return readTokens(template)
    .map((token) => (token.content?.includes("{{") ? renderString(token.content, token.isKey, values) : token.text))
    .join("");
}

/** The first fault of a JSON text with its line and column (from 1) and how to mend it; null when there is none. */
export function findJsonFault(text: string): string | null {
  const bare = findBareValue(text);
  if (bare) {
    return `${place(text, bare.offset)}: put ${bare.source} in double quotes. Alone in its quotes, a value keeps its type.`;
  }
  const errors: ParseError[] = [];
  parseTree(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  const [first] = errors;
  if (first) return `${place(text, first.offset)}: ${explain(printParseErrorCode(first.error))}`;
  return isJson(text) ? null : `${place(text, 0)}: ${explain("")}`;
}

function renderString(content: string, isKey: boolean, values: TemplateValues): string {
  const whole = isKey ? null : wholeReference(content);
  if (!whole) return JSON.stringify(renderText(content, values));
  return JSON.stringify(resolve(whole, values) ?? null);
}

interface Token {
  text: string;
  offset: number;
  /** What a string says; null for anything that is not a string. */
  content: string | null;
  isKey: boolean;
}

const [STRING, COLON, END] = [10, 6, 17];

function readTokens(text: string): Token[] {
  const scanner = createScanner(text, false);
  const tokens: Token[] = [];
  let lastString: Token | null = null;
  for (let kind: number = scanner.scan(); kind !== END; kind = scanner.scan()) {
    const offset = scanner.getTokenOffset();
    const written = text.slice(offset, offset + scanner.getTokenLength());
    const content = kind === STRING ? scanner.getTokenValue() : null;
    const token = { text: written, offset, content, isKey: false };
    tokens.push(token);
    if (kind === COLON && lastString) lastString.isKey = true;
    if (written.trim() !== "") lastString = content === null ? null : token;
  }
  return tokens;
}

/** A `{{…}}` that stands outside of every string: the commonest slip, and the one that parsers explain worst. */
function findBareValue(text: string): { source: string; offset: number } | null {
  const strings = readTokens(text).filter((token) => token.content !== null);
  for (const match of text.matchAll(/\{\{\s*(?:args|constants|variables|steps|callback)\.[^{}]*\}\}/g)) {
    const isInString = strings.some((s) => s.offset < match.index && match.index < s.offset + s.text.length);
    if (!isInString) return { source: match[0], offset: match.index };
  }
  return null;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function place(text: string, offset: number): string {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return `Line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

const EXPLANATIONS: Record<string, string> = {
  InvalidSymbol: "this is neither text in double quotes, a number, true, false nor null.",
  InvalidNumberFormat: "this number cannot be read.",
  PropertyNameExpected: "a name in double quotes must stand here.",
  ValueExpected: "a value must stand here.",
  ColonExpected: "a : must stand here.",
  CommaExpected: "a comma must stand here.",
  CloseBraceExpected: "a } is missing.",
  CloseBracketExpected: "a ] is missing.",
  EndOfFileExpected: "the JSON has ended before this.",
  InvalidCommentToken: "JSON has no comments; remove it.",
  UnexpectedEndOfComment: "JSON has no comments; remove it.",
  UnexpectedEndOfString: "this text is not closed by a double quote on its line.",
  UnexpectedEndOfNumber: "this number is not complete.",
  InvalidUnicode: "after \\u, four hexadecimal digits must stand.",
  InvalidEscapeCharacter: 'after a backslash, only one of " \\ / b f n r t u may stand.',
  InvalidCharacter: "an invisible character stands here; in a text, write a line break as \\n and a tab as \\t.",
};

function explain(code: string): string {
  return EXPLANATIONS[code] ?? "this cannot be read as JSON.";
}
