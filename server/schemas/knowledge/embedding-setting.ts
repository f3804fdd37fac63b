/** The embedding model of a workspace's knowledge search, as it is stored with the workspace. */
export interface EmbeddingSetting {
  providerId: string;
  model: string;
  /** The length of the model's vectors. */
  dimensions: number;
  scale: SimilarityScale;
  /** Increases with each change of the vectors. */
  version: number;
  /** When vectors were last made or tried; ISO 8601. */
  activeAt: string;
  /** Why vectors cannot be made at the moment; without secrets. */
  error: string | null;
}

/** What a model's similarities mean, because each model has its own range. */
export interface SimilarityScale {
  /** Of a question to texts about something else: the mean and the standard deviation. */
  unrelated: number;
  spread: number;
  /** Of a question to a text that answers it: the mean. */
  related: number;
}
