/** How many calls one request may carry; browsers split larger batches. */
export const MAX_BATCH = 10;
