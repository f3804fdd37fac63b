/** An interaction and how well a message fits its phrases, from 0 to 1. */
export interface Ranked {
  interactionId: string;
  score: number;
}

/** Compares messages with the phrases of a scenario. */
export interface Matcher {
  /** The lowest score that counts as a match. */
  threshold: number;
  /** Returns the interactions that come closest, best first; at most five. */
  rank(text: string): Ranked[];
}
