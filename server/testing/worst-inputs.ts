/**
 * The inputs that cost the product most for their size, for tests of its limits and for the benchmark `hostile`. They
 * need no more than plain Node.
 */
import { randomBytes } from "node:crypto";
import type { DefinitionInput } from "../actions/definition/definition-input.ts";
import type { WebhookStep } from "../schemas/steps/webhook.ts";

export const MB = 1024 * 1024;

/** JSON that takes many times its size in memory once it is parsed. */
export function manyObjects(bytes: number): string {
  return `[${"{},".repeat(Math.floor(bytes / 3))}{}]`;
}

/** A list in which each number is a value of its own to whatever walks it. */
export function manyNumbers(count: number): string {
  return `[${"1,".repeat(count - 1)}1]`;
}

/** A form whose files are many and empty. */
export function formOfManyFiles(count: number): { body: Buffer; type: string } {
  const part = '--b\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n\r\n';
  return { body: Buffer.from(`${part.repeat(count)}--b--\r\n`), type: "multipart/form-data; boundary=b" };
}

/** An error page that is nothing but the beginnings of tags. */
export const OPEN_TAGS = "<".repeat(200_000);

/** A text file of so many bytes that has nothing but empty cells. */
export function emptyCells(bytes: number): string {
  return `a,b\n${",".repeat(bytes)}`;
}

/** A secret of characters that have many written forms each. */
export const QUOTES_SECRET = '"'.repeat(300);
export const LONG_QUOTES_SECRET = '"'.repeat(1000);
export const SLASHES_SECRET = "/".repeat(4500);

/** A text that holds the secret once, and then all but one character of it again and again. */
export function nearMisses(secret: string, bytes: number): string {
  const miss = `${secret.slice(1)} `;
  return `${secret} ${miss.repeat(Math.floor(bytes / miss.length))}`;
}

/** A question to the offline model that begins a date again and again. */
export const ENDLESS_DATE = `I want an appointment ${"on ".repeat(16_667)}`;

/** An answer of a model that is all sentences. */
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

/** An action as its editor sends it. */
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

/** Calls `url` with a secret and gets an answer that may hold it. */
export function actionWithSecret(url: string, value: string): DefinitionInput {
  const headers = [{ name: "x-key", value: "{{constants.key}}" }];
  return actionWith([webhook(url, { method: "POST", headers })], [{ secret: true, name: "key", value }]);
}

/** Sends what the first step got many times over in one text. */
export function actionThatMultiplies(url: string, times: number): DefinitionInput {
  const text = "{{steps.big.body}}".repeat(times);
  return actionWith([
    webhook(url, { name: "big" }),
    webhook(url, { name: "send", method: "POST", body: { type: "text", text } }),
  ]);
}

/** More constants than any real action has; each name has to be compared with all others. */
export function actionWithConstants(count: number): DefinitionInput {
  const constants = Array.from({ length: count }, (_, n) => ({ secret: false as const, name: `c${n}`, value: "" }));
  return actionWith([webhook("https://shop.example.com/")], constants);
}

/** As many as fit into one text. */
const PLACEHOLDERS_OF_A_STEP = 20_000;

/** Texts in which each placeholder is wrong, and no two are the same. */
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

/** Deeper than any recursive parser can follow. */
export function actionWithDeepJson(depth: number): DefinitionInput {
  const body = { type: "json" as const, text: "[".repeat(depth) };
  return actionWith([webhook("https://shop.example.com/", { method: "POST", body })]);
}

/** As many columns as a table can have, with names that an error may list. */
export function wideColumns(count: number): { name: string; type: "text" }[] {
  return Array.from({ length: count }, (_, n) => ({ name: `Column with a long name ${n}`, type: "text" }));
}

/** A row with nothing but columns that the table does not have. */
export function unknownColumns(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [`x${n}`, ""]));
}
