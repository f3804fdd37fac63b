/** What is done with a request as it is taken over. */
export interface ImportOptions {
  /** Moves keys and passwords into secret constants. */
  hideSecrets: boolean;
}
