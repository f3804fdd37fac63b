/** The maximum number of calls in a request; browsers split larger batches. */
export const MAX_BATCH = 10;
