import { MASK } from "@/server/outbound/looks-secret";
import type { TraceEntry } from "@/server/turn/trace";
import { mapStrings } from "./map-strings";
import type { HttpAttempt, StepOutput } from "./step-output";

/** A secret shorter than this cannot be hidden: it would mask half of what is shown. */
export const MIN_SECRET_LENGTH = 4;

/**
 * Makes the function that puts ••• in place of every secret in a text, however it is written there: plain, percent-
 * encoded, escaped as in JSON or HTML, once or several times over, or within Base64 (as in Basic authentication).
 */
export function createRedactor(secrets: string[]): (text: string) => string {
  const forms = secrets
    .flatMap((secret) => [secret, ...insideOfBasic(secret)])
    .filter((form) => form.length >= MIN_SECRET_LENGTH)
    .toSorted((a, b) => b.length - a.length)
    .flatMap((form) => base64Forms(form).concat(writtenForms(form)));
  if (forms.length === 0) return (text) => text;
  const pattern = new RegExp([...new Set(forms)].join("|"), "gu");
  return (text) => text.replace(pattern, MASK);
}

/** A step's output with every text changed: what came back, what was sent, and what the bot gets. */
export function redactOutput(output: StepOutput, change: (text: string) => string): StepOutput {
  return {
    ...output,
    attempts: output.attempts.map((attempt) => redactAttempt(attempt, change)),
    headers: redactHeaders(output.headers, change),
    body: mapStrings(output.body, change),
    error: output.error === null ? null : change(output.error),
    forBot: change(output.forBot),
    ...(output.summary !== undefined && { summary: change(output.summary) }),
    ...(output.variables && { variables: redactValues(output.variables, change) }),
    ...(output.trace && { trace: output.trace.map((entry) => redactEntry(entry, change)) }),
  };
}

/** Names stay: they are the builder's own. */
function redactValues(values: Record<string, unknown>, change: (text: string) => string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, mapStrings(value, change)]));
}

function redactEntry(entry: TraceEntry, change: (text: string) => string): TraceEntry {
  switch (entry.kind) {
    case "model": {
      const toolCalls = entry.toolCalls.map((call) => ({ ...call, input: mapStrings(call.input, change) }));
      const error = entry.error === null ? null : change(entry.error);
      return { ...entry, text: change(entry.text), toolCalls, error };
    }
    case "action":
      return { ...entry, arguments: mapStrings(entry.arguments, change), result: change(entry.result) };
    case "note":
      return { ...entry, text: change(entry.text) };
  }
}

function redactAttempt(attempt: HttpAttempt, change: (text: string) => string): HttpAttempt {
  return {
    ...attempt,
    url: change(attempt.url),
    requestHeaders: redactHeaders(attempt.requestHeaders, change),
    requestBody: attempt.requestBody === null ? null : change(attempt.requestBody),
    error: attempt.error === null ? null : change(attempt.error),
  };
}

function redactHeaders(headers: Record<string, string>, change: (text: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [change(name), change(value)]));
}

/** User:password that a constant holds in Base64: a server may send it back decoded. */
function insideOfBasic(secret: string): string[] {
  const encoded = secret.replace(/^Basic\s+/i, "");
  if (!/^[\w+/-]{8,}={0,2}$/.test(encoded)) return [];
  const decoded = Buffer.from(encoded, "base64").toString("utf8");
  if (!/^[^\p{Cc}\uFFFD]+:[^\p{Cc}\uFFFD]+$/u.test(decoded)) return [];
  return [decoded, decoded.slice(decoded.indexOf(":") + 1)];
}

function writtenForms(secret: string): string {
  return Array.from(secret.matchAll(/\\+|[^\\]/gu), ([part]) =>
    part.startsWith("\\") ? writtenBackslashes(part.length) : writtenCharacter(part),
  ).join("");
}

const HTML: Record<string, string> = {
  "&": "&(?:amp|#38|#x26);",
  "<": "&(?:lt|#60|#x3[cC]);",
  ">": "&(?:gt|#62|#x3[eE]);",
  '"': "&(?:quot|#34|#x22);",
  "'": "&(?:apos|#39|#x27);",
};
const SHORT_ESCAPES: Record<string, string> = { "\n": "n", "\r": "r", "\t": "t", "\b": "b", "\f": "f" };

/**
 * Encodings of encodings, so far as anybody nests them: `%25252f`, and up to three layers of backslashes. Were these
 * open-ended, a hostile answer could keep the matching busy for hours.
 */
const PERCENT = "%(?:25){0,3}";
const ESCAPE = String.raw`\\{1,7}`;

/** A pattern for each way to write a character. */
function writtenCharacter(character: string): string {
  // No encoder touches these.
  if (/^[a-z\d]$/i.test(character)) return character;
  const short = SHORT_ESCAPES[character];
  const forms = [
    plainOrEscaped(character),
    percentEncoded(character),
    unicodeEscaped(character),
    ...(short === undefined ? [] : [`${ESCAPE}${short}`]),
    ...(character === " " ? [String.raw`\+`] : []),
    ...(HTML[character] === undefined ? [] : [HTML[character]]),
  ];
  return `(?:${forms.join("|")})`;
}

/** Backslashes in a row as one: each layer of escapes doubles them all. */
function writtenBackslashes(count: number): string {
  const run = "\\".repeat(count);
  return String.raw`(?:\\{${count},${count * 8}}|${percentEncoded(run)}|${unicodeEscaped(run)})`;
}

function plainOrEscaped(character: string): string {
  if (character === '"' || character === "/") return `(?:${ESCAPE})?${character}`;
  return character.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}

function percentEncoded(text: string): string {
  return Array.from(Buffer.from(text), (byte) => `${PERCENT}${anyCase(hex(byte, 2))}`).join("");
}

function unicodeEscaped(text: string): string {
  return text.replaceAll(/[^]/g, (unit) => `${ESCAPE}u${anyCase(hex(unit.charCodeAt(0), 4))}`);
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}

function anyCase(text: string): string {
  return text.replaceAll(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

/** Long enough that no other text is taken for the middle of an encoded secret. */
const MIN_BASE64_LENGTH = 5;

/**
 * The part of a secret's Base64 that is the same whatever stands before and after it, for each of the three ways in
 * which it can lie on groups of three bytes; in both alphabets.
 */
function base64Forms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64url");
    const start = offset === 0 ? 0 : offset + 1;
    const end = Math.floor(((offset + bytes.length) * 8) / 6);
    const middle = encoded.slice(start, end);
    if (middle.length < MIN_BASE64_LENGTH) return [];
    return [middle.replaceAll("-", String.raw`(?:-|\+|%2[bB])`).replaceAll("_", String.raw`(?:_|\/|%2[fF])`)];
  });
}
