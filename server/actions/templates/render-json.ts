import { createScanner, parseTree, printParseErrorCode, type ParseError } from "jsonc-parser";
import { StepFault } from "../step-fault";
import { openBudget } from "./render-budget";
import { isAbsent, parseTemplate, partText, resolve, wholeReference, type TemplateValues } from "./template";

/**
 * Renders a JSON template. Values inside strings are escaped; a value that is the whole string keeps its type. A field
 * that consists of a value that was left out is omitted, or null in a list.
 * @throws StepFault when the template is not JSON or the result is longer than 1 MB.
 */
export function renderJson(template: string, values: TemplateValues): string {
  const fault = findJsonFault(template);
  if (fault !== null) throw new StepFault(`The body is not JSON. ${fault}`);
  const count = openBudget(values.budget);
  // Everything outside of strings is copied unchanged, so that 1.0 stays 1.0 and long numbers keep their digits.
  return withoutAbsentMembers(readTokens(template), values)
    .map((token) =>
      token.content?.includes("{{") ? renderString(token.content, token.isKey, values, count) : count(token.text),
    )
    .join("");
}

/** Deeper than any real body. Parsers recurse per level and could overflow the stack. */
const MAX_DEPTH = 100;

/** The first fault of a JSON text with its line and column (from 1) and how to fix it; null when it is valid. */
export function findJsonFault(text: string): string | null {
  const tokens = readTokens(text);
  const tooDeep = findTooDeep(tokens);
  if (tooDeep !== null)
    return `${place(text, tooDeep)}: lists and objects are nested more than ${MAX_DEPTH} levels deep.`;
  const bare = findBareValue(tokens, text);
  if (bare) {
    return `${place(text, bare.offset)}: put ${bare.source} in double quotes. Alone in its quotes, a value keeps its type.`;
  }
  const errors: ParseError[] = [];
  parseTree(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  const [first] = errors;
  if (first) return `${place(text, first.offset)}: ${explain(printParseErrorCode(first.error))}`;
  return isJson(text) ? null : `${place(text, 0)}: ${explain("")}`;
}

function renderString(
  content: string,
  isKey: boolean,
  values: TemplateValues,
  count: (piece: string) => string,
): string {
  const whole = isKey ? null : wholeReference(content);
  if (whole) return count(JSON.stringify(resolve(whole, values) ?? null));
  const pieces = parseTemplate(content).map((part) => count(JSON.stringify(partText(part, values)).slice(1, -1)));
  return `"${pieces.join("")}"`;
}

/** Removes each field whose value was left out, with one adjacent comma. */
function withoutAbsentMembers(tokens: Token[], values: TemplateValues): Token[] {
  const kept: Token[] = [];
  let isAfterDropped = false;
  for (const token of tokens) {
    const isComma = token.text === ",";
    const isAbsentValue = token.content?.includes("{{") === true && !token.isKey && isAbsent(token.content, values);
    if (isAbsentValue && lastOf(kept)?.text === ":") {
      while (kept.length > 0 && kept.at(-1)?.isKey !== true) kept.pop();
      kept.pop();
      isAfterDropped = true;
    } else if (isComma && isAfterDropped) {
      isAfterDropped = false;
    } else {
      if (token.text === "}" && isAfterDropped) dropLastComma(kept);
      isAfterDropped &&= token.text.trim() === "";
      kept.push(token);
    }
  }
  return kept;
}

function lastOf(tokens: Token[]): Token | undefined {
  return tokens.findLast(({ text }) => text.trim() !== "");
}

function dropLastComma(tokens: Token[]): void {
  const at = tokens.findLastIndex(({ text }) => text.trim() !== "");
  if (tokens[at]?.text === ",") tokens.splice(at, 1);
}

interface Token {
  text: string;
  offset: number;
  /** The content of a string; null for any other token. */
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

/** Finds a `{{…}}` outside of all strings: the most common mistake, for which the parser's error is unclear. */
function findBareValue(tokens: Token[], text: string): { source: string; offset: number } | null {
  const strings = tokens.values().filter((token) => token.content !== null);
  let string = strings.next().value;
  for (const match of text.matchAll(/\{\{\s*(?:args|constants|variables|steps|callback)\.[^{}]*\}\}/g)) {
    while (string && string.offset + string.text.length <= match.index) string = strings.next().value;
    if (!string || match.index <= string.offset) return { source: match[0], offset: match.index };
  }
  return null;
}

/** The offset of the first list or object that is nested too deeply; null when there is none. */
function findTooDeep(tokens: Token[]): number | null {
  let depth = 0;
  for (const { text, offset } of tokens) {
    if (text === "[" || text === "{") depth += 1;
    if (text === "]" || text === "}") depth -= 1;
    if (depth > MAX_DEPTH) return offset;
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
