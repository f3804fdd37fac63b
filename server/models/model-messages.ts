/** What the turn engine says to a model and hears from it, free of any SDK's types so that it can be memoised as JSON. */

export interface ToolCall {
  id: string;
  name: string;
  /** As the model gave it; not yet checked. */
  input: unknown;
}

export type ModelMessage =
  | { role: "user"; text: string }
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
  /** The real reason when the model could not answer; text and toolCalls are then empty. Holds no secrets. */
  error: string | null;
}
