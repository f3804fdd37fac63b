/** Options for importing a request. */
export interface ImportOptions {
  /** Moves keys and passwords into secret constants. */
  hideSecrets: boolean;
}
