import { fileKindOf } from "../prompts/file-in-words";
import type { Prompt, PromptMessage } from "../catalogue/language-model";
import { shortenText } from "./shorten-text";

/** A call that the history holds, with its result once there is one. */
export interface PastCall {
  name: string;
  input: string;
  result: string | null;
}

/** What the offline model cannot look at or listen to. */
export type FileKind = NonNullable<ReturnType<typeof fileKindOf>>;

export type Turn =
  | { by: "customer" | "bot"; text: string }
  | { by: "file"; kind: FileKind }
  | { by: "call"; call: PastCall };

/** In characters: the longest instruction that a builder may save. Values that fill it in may make it longer. */
const MAX_INSTRUCTION = 100_000;

/** A prompt as the offline model reads it. */
export interface Dialogue {
  instruction: string;
  turns: Turn[];
}

/** Turns a prompt of the AI SDK into what was said and called, in order. */
export function readDialogue(prompt: Prompt): Dialogue {
  const instruction = prompt.flatMap((m) => (m.role === "system" ? [m.content] : [])).join("\n");
  const calls = new Map<string, PastCall>();
  return {
    instruction: instruction.slice(0, MAX_INSTRUCTION),
    turns: prompt.flatMap((message) => turnsOf(message, calls)),
  };
}

/** What the customer wrote since the bot last spoke, oldest first. */
export function newestMessages({ turns }: Dialogue): string {
  const spoke = turns.findLastIndex((t) => t.by === "bot");
  const messages = turns.slice(spoke + 1).flatMap((t) => (t.by === "customer" ? [t.text] : []));
  return shortenText(messages.join("\n"));
}

/** The kinds of files that the customer sent since the bot last spoke. */
export function newestFiles({ turns }: Dialogue): FileKind[] {
  const spoke = turns.findLastIndex((t) => t.by === "bot");
  return turns.slice(spoke + 1).flatMap((t) => (t.by === "file" ? [t.kind] : []));
}

/** The calls made since the bot last spoke. */
export function callsSinceLastWord({ turns }: Dialogue): PastCall[] {
  const spoke = turns.findLastIndex((t) => t.by === "bot");
  return turns.slice(spoke + 1).flatMap((t) => (t.by === "call" ? [t.call] : []));
}

/** The call whose result the bot told last, where it has said nothing else since. */
export function callLastTold({ turns }: Dialogue): PastCall | undefined {
  const spoke = turns.findLastIndex((t) => t.by === "bot");
  const before = turns[spoke - 1];
  return before?.by === "call" ? before.call : undefined;
}

/** The calls made since the customer last spoke: those the answer is about. */
export function callsSinceLastMessage({ turns }: Dialogue): PastCall[] {
  const asked = turns.findLastIndex((t) => t.by === "customer" || t.by === "file");
  return turns.slice(asked + 1).flatMap((t) => (t.by === "call" ? [t.call] : []));
}

function turnsOf(message: PromptMessage, calls: Map<string, PastCall>): Turn[] {
  if (message.role === "system") return [];
  if (message.role === "user") return heard(textOf(message.content));
  if (message.role === "assistant") {
    const made = message.content.flatMap((part): Turn[] => {
      if (part.type !== "tool-call") return [];
      const call = { name: part.toolName, input: canonicalJson(part.input), result: null };
      calls.set(part.toolCallId, call);
      return [{ by: "call", call }];
    });
    return [...said("bot", textOf(message.content)), ...made];
  }
  for (const part of message.content) {
    const call = part.type === "tool-result" ? calls.get(part.toolCallId) : undefined;
    if (call && part.type === "tool-result") call.result = outputText(part.output);
  }
  return [];
}

/** The customer's own words, and what files came with them. */
function heard(text: string): Turn[] {
  const lines = text.split("\n").map((line) => ({ line, kind: fileKindOf(line) }));
  const own = lines.flatMap(({ line, kind }) => (kind === null ? [line] : []));
  const files = lines.flatMap(({ kind }): Turn[] => (kind === null ? [] : [{ by: "file", kind }]));
  return [...said("customer", own.join("\n")), ...files];
}

function said(by: "customer" | "bot", text: string): Turn[] {
  return text.trim() === "" ? [] : [{ by, text: shortenText(text) }];
}

function textOf(parts: readonly { type: string }[]): string {
  return parts
    .flatMap((p) => (p.type === "text" && "text" in p && typeof p.text === "string" ? [p.text] : []))
    .join("\n");
}

type ToolMessage = Extract<PromptMessage, { role: "tool" }>;
type ToolOutput = Extract<ToolMessage["content"][number], { type: "tool-result" }>["output"];

function outputText(output: ToolOutput): string {
  switch (output.type) {
    case "text":
    case "error-text":
      return output.value;
    case "json":
    case "error-json":
      return JSON.stringify(output.value);
    case "content":
      return textOf(output.value);
    case "execution-denied":
      return output.reason ?? "";
  }
}

/** JSON with its keys in order, so that the same arguments always read the same. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
