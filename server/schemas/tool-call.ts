/** A function that a model wants to call. */
export interface ToolCall {
  id: string;
  name: string;
  /** As sent by the model, before validation. */
  input: unknown;
  /** Why the call cannot be made, as a message for the model. */
  fault?: string;
}
