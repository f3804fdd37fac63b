import type { FunctionTool, Prompt, PromptMessage } from "./language-model";
import { fileInWords } from "./file-in-words";
import type { ModelFile, ModelMessage, ModelRequest, ToolSpec } from "./model-messages";

/** A request of the turn engine as the AI SDK's models take it. */
export function toPrompt({ instruction, messages }: ModelRequest): Prompt {
  const system: Prompt = instruction === "" ? [] : [{ role: "system", content: instruction }];
  return [...system, ...messages.flatMap(toPromptMessage)];
}

/** The tools of a request as the AI SDK's models take them. */
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

/** One text, since simple servers take no list of parts, and the images that are shown. */
function userContent({ text, files = [] }: { text: string; files?: ModelFile[] }): UserContent {
  const images = files.flatMap(({ name, mimeType, bytes }): UserContent => {
    if (!bytes) return [];
    return [{ type: "file", filename: name, mediaType: mimeType, data: { type: "data", data: bytes } }];
  });
  const told = files.filter(({ bytes }) => !bytes).map(fileInWords);
  const words = [text, ...told].filter((part) => part !== "").join("\n");
  return words === "" && images.length > 0 ? images : [{ type: "text", text: words }, ...images];
}

/** Some models' APIs take objects only; input that the model got wrong is shown to it as it was. */
function asObject(input: unknown): unknown {
  return input !== null && typeof input === "object" && !Array.isArray(input) ? input : { input };
}
