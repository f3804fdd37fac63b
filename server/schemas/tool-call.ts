/** A function that a model wants to call. */
export interface ToolCall {
  id: string;
  name: string;
  /** As the model gave it, not yet checked. */
  input: unknown;
  /** Why the call cannot be made, for the model. */
  fault?: string;
}
