/**
 * The inputs that are most expensive for their size, for tests of the limits and for the benchmark `hostile`. This file
 * must run in plain Node.
 */
import { randomBytes } from "node:crypto";
import type { DefinitionInput } from "../actions/definition/definition-input.ts";
import type { WebhookStep } from "../schemas/steps/webhook.ts";

export const MB = 1024 * 1024;

/** JSON that takes many times its size in memory after it is parsed. */
export function manyObjects(bytes: number): string {
  return `[${"{},".repeat(Math.floor(bytes / 3))}{}]`;
}

/** A list of many numbers, each of which is a separate value for code that walks the JSON. */
export function manyNumbers(count: number): string {
  return `[${"1,".repeat(count - 1)}1]`;
}

/** A form with many empty files. */
export function formOfManyFiles(count: number): { body: Buffer; type: string } {
  const part = '--b\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n\r\n';
  return { body: Buffer.from(`${part.repeat(count)}--b--\r\n`), type: "multipart/form-data; boundary=b" };
}

/** An error page of only opening brackets. */
export const OPEN_TAGS = "<".repeat(200_000);

/** A CSV file of this many bytes with only empty cells. */
export function emptyCells(bytes: number): string {
  return `a,b\n${",".repeat(bytes)}`;
}

/** Secrets of characters that can be encoded in many ways. */
export const QUOTES_SECRET = '"'.repeat(300);
export const LONG_QUOTES_SECRET = '"'.repeat(1000);
export const SLASHES_SECRET = "/".repeat(4500);

/** A text with the secret once, followed by many copies that lack one character. */
export function nearMisses(secret: string, bytes: number): string {
  const miss = `${secret.slice(1)} `;
  return `${secret} ${miss.repeat(Math.floor(bytes / miss.length))}`;
}

/** A question to the offline model with many words that may begin a date. */
export const ENDLESS_DATE = `I want an appointment ${"on ".repeat(16_667)}`;

/** An answer of a model with as many sentences as possible. */
export const TINY_SENTENCES = "a.".repeat(20_000);

function webhook(url: string, changes: Partial<WebhookStep> = {}): WebhookStep {
  return {
    kind: "webhook",
    name: "call",
    method: "GET",
    url,
    query: [],
    headers: [],
    body: { type: "none" },
    acceptedStatusCodes: null,
    timeoutSeconds: 30,
    ...changes,
  };
}

/** An action in the format of the editor's request. */
function actionWith(steps: DefinitionInput["steps"], constants: DefinitionInput["constants"] = []): DefinitionInput {
  return {
    name: "Worst",
    functionName: `worst_${randomBytes(6).toString("hex")}`,
    description: "",
    arguments: [],
    constants,
    steps,
    returnMode: "last",
    errorMessage: "",
  };
}

/** An action that calls `url` with a secret. */
export function actionWithSecret(url: string, value: string): DefinitionInput {
  const headers = [{ name: "x-key", value: "{{constants.key}}" }];
  return actionWith([webhook(url, { method: "POST", headers })], [{ secret: true, name: "key", value }]);
}

/** An action whose second step sends the first step's result many times in one text. */
export function actionThatMultiplies(url: string, times: number): DefinitionInput {
  const text = "{{steps.big.body}}".repeat(times);
  return actionWith([
    webhook(url, { name: "big" }),
    webhook(url, { name: "send", method: "POST", body: { type: "text", text } }),
  ]);
}

/** An action with many constants, whose names must all be distinct. */
export function actionWithConstants(count: number): DefinitionInput {
  const constants = Array.from({ length: count }, (_, n) => ({ secret: false as const, name: `c${n}`, value: "" }));
  return actionWith([webhook("https://shop.example.com/")], constants);
}

/** The number of placeholders that fit in one text. */
const PLACEHOLDERS_OF_A_STEP = 20_000;

/** An action with many invalid placeholders, no two of which are the same. */
export function actionWithBadPlaceholders(count: number): DefinitionInput {
  const placeholders = Array.from({ length: count }, (_, n) => `{{${n.toString(36)}}}`);
  const steps = Array.from({ length: Math.ceil(count / PLACEHOLDERS_OF_A_STEP) }, (_, n) => {
    const from = n * PLACEHOLDERS_OF_A_STEP;
    const text = placeholders.slice(from, from + PLACEHOLDERS_OF_A_STEP).join("");
    const body = { type: "text" as const, text };
    return webhook("https://shop.example.com/", { name: `call_${n}`, method: "POST", body });
  });
  return actionWith(steps);
}

/** An action with JSON that is nested too deeply for a recursive parser. */
export function actionWithDeepJson(depth: number): DefinitionInput {
  const body = { type: "json" as const, text: "[".repeat(depth) };
  return actionWith([webhook("https://shop.example.com/", { method: "POST", body })]);
}

/** Columns with long names, which an error may list. */
export function wideColumns(count: number): { name: string; type: "text" }[] {
  return Array.from({ length: count }, (_, n) => ({ name: `Column with a long name ${n}`, type: "text" }));
}

/** A row with only columns that the table does not have. */
export function unknownColumns(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [`x${n}`, ""]));
}
