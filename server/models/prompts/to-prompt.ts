import type { FunctionTool, Prompt, PromptMessage } from "../catalogue/language-model";
import { fileInWords } from "./file-in-words";
import type { ModelFile, ModelMessage, ModelRequest, ToolSpec } from "./model-messages";

/**
 * Converts a request of the turn engine to the AI SDK's prompt. Adjacent messages of the same role are merged, since
 * the chat templates of many models require alternating turns.
 */
export function toPrompt({ instruction, messages }: ModelRequest): Prompt {
  const prompt: Prompt = instruction === "" ? [] : [{ role: "system", content: instruction }];
  for (const message of messages.flatMap(toPromptMessage)) {
    const before = prompt.at(-1);
    const both = before && asOne(before, message);
    if (both) prompt.splice(-1, 1, both);
    else prompt.push(message);
  }
  return prompt;
}

/** Merges two adjacent messages; undefined if their roles differ. */
function asOne(before: PromptMessage, next: PromptMessage): PromptMessage | undefined {
  if (before.role === "user" && next.role === "user") {
    return { role: "user", content: withTextsJoined([...before.content, ...next.content], "\n") };
  }
  if (before.role === "assistant" && next.role === "assistant") {
    return { role: "assistant", content: withTextsJoined([...before.content, ...next.content], "\n\n") };
  }
  if (before.role !== "tool" || next.role !== "tool") return undefined;
  return { role: "tool", content: [...before.content, ...next.content] };
}

/** Merges adjacent text parts, since simple servers accept only one text. Images stay after their text. */
function withTextsJoined<Part extends { type: string }>(parts: Part[], between: string): (Part | TextPart)[] {
  const joined: (Part | TextPart)[] = [];
  for (const part of parts) {
    const before = joined.at(-1);
    if (before && isText(before) && isText(part)) {
      joined.splice(-1, 1, { type: "text", text: before.text + between + part.text });
    } else joined.push(part);
  }
  return joined;
}

interface TextPart {
  type: "text";
  text: string;
}

function isText(part: { type: string }): part is TextPart {
  return part.type === "text";
}

/** Converts the tools of a request to the AI SDK's form. */
export function toFunctionTools(tools: ToolSpec[]): FunctionTool[] {
  return tools.map(({ name, description, inputSchema }) => ({ type: "function", name, description, inputSchema }));
}

function toPromptMessage(message: ModelMessage): PromptMessage[] {
  switch (message.role) {
    case "user":
      return [{ role: "user", content: userContent(message) }];
    case "assistant": {
      const text = message.text === "" ? [] : [{ type: "text" as const, text: message.text }];
      const calls = message.toolCalls.map(({ id, name, input }) => ({
        type: "tool-call" as const,
        toolCallId: id,
        toolName: name,
        input: asObject(input),
      }));
      // Several providers refuse a message without content.
      return text.length + calls.length === 0 ? [] : [{ role: "assistant", content: [...text, ...calls] }];
    }
    case "tool":
      return [
        {
          role: "tool",
          content: message.results.map(({ id, name, result }) => ({
            type: "tool-result",
            toolCallId: id,
            toolName: name,
            output: { type: "text", value: result },
          })),
        },
      ];
  }
}

type UserContent = Extract<PromptMessage, { role: "user" }>["content"];

/** Joins all text into one part, since simple servers do not accept several, and adds the shown images. */
function userContent({ text, files = [] }: { text: string; files?: ModelFile[] }): UserContent {
  const images = files.flatMap(({ name, mimeType, bytes }): UserContent => {
    if (!bytes) return [];
    return [{ type: "file", filename: name, mediaType: mimeType, data: { type: "data", data: bytes } }];
  });
  const described = files.filter(({ bytes }) => !bytes).map(fileInWords);
  const words = [text, ...described].filter((part) => part !== "").join("\n");
  return words === "" && images.length > 0 ? images : [{ type: "text", text: words }, ...images];
}

/** Wraps malformed input in an object, since some APIs accept only objects. */
function asObject(input: unknown): unknown {
  return input !== null && typeof input === "object" && !Array.isArray(input) ? input : { input };
}
