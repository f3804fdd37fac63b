import type { ToolCall } from "@/server/schemas/tool-call";

/** What the turn engine says to a model and hears from it, free of any SDK's types so that it can be memoised as JSON. */

/** A file that a customer sent. */
export interface ModelFile {
  id: string;
  name: string;
  mimeType: string;
  sizeBytes: number;
  /** Of a recording, where it is known. */
  durationSeconds: number | null;
  /** What is said in a recording, once it has been heard. */
  transcript: string | null;
  /** Why the last try to hear it failed. */
  transcriptionError: string | null;
  /** Of an image that the model is shown; `showImages` puts them in. Without them a model reads of the file. */
  bytes?: Uint8Array<ArrayBuffer> | undefined;
}

export type ModelMessage =
  | { role: "user"; text: string; files?: ModelFile[] }
  | { role: "assistant"; text: string; toolCalls: ToolCall[] }
  | { role: "tool"; results: { id: string; name: string; result: string }[] };

export interface ToolSpec {
  name: string;
  description: string;
  /** JSON Schema of the arguments (an object schema). */
  inputSchema: Record<string, unknown>;
}

export interface ModelRequest {
  instruction: string;
  messages: ModelMessage[];
  tools: ToolSpec[];
}

export interface ModelReply {
  text: string;
  toolCalls: ToolCall[];
  inputTokens: number;
  outputTokens: number;
  durationMs: number;
  /** Requests made, retries included. */
  attempts: number;
  /** What the trace shall say beside the answer. Holds no secrets. */
  note?: string;
  /** The streamed text is not the final text. */
  rewritten?: boolean;
  /** The real reason when the model could not answer; text and toolCalls are then empty. Holds no secrets. */
  error: string | null;
}
