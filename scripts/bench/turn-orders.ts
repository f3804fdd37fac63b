/** What turns a client of the benchmark is to run. */
export interface TurnOrders {
  endpoint: string;
  count: number;
  /** How many run concurrently. */
  atOnce: number;
  /** A connection for each turn, or one for many. */
  connection: "new" | "reused";
  message: string;
  /** What the bot must answer. */
  answer: string;
}

export interface TurnTimes {
  /** Milliseconds of each turn; null for a wrong answer. */
  durations: (number | null)[];
  /** From the first turn's start to the last one's end. */
  seconds: number;
}
