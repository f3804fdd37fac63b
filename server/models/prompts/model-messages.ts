import type { ToolCall } from "@/server/schemas/tool-call";

/** The messages between the turn engine and a model, without SDK types so that they can be memoised as JSON. */

/** A file that a customer sent. */
export interface ModelFile {
  id: string;
  name: string;
  mimeType: string;
  sizeBytes: number;
  /** The length of a recording, if known. */
  durationSeconds: number | null;
  /** The words of a recording after its transcription. */
  transcript: string | null;
  /** Why the last transcription failed. */
  transcriptionError: string | null;
  /** The bytes of an image to show, set by `showImages`. Without them, the file is described in words. */
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
  /** The number of requests, including retries. */
  attempts: number;
  /** A note for the trace. Contains no secrets. */
  note?: string;
  /** Whether the final text differs from the streamed text. */
  rewritten?: boolean;
  /** The reason when the model could not answer; text and toolCalls are then empty. Contains no secrets. */
  error: string | null;
  /** The id of the model that was asked, if it may differ from the bot's model. */
  model?: string;
  /** The failed call of the model that was asked before this one. */
  failedFirst?: FailedCall;
}

/** A call of a model that did not answer. */
export type FailedCall = Pick<ModelReply, "inputTokens" | "outputTokens" | "durationMs" | "attempts"> & {
  model: string;
  error: string;
};
