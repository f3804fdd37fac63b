/** How often a conversation may go on without waiting for the customer before it is cut. */
export const MAX_HOPS = 20;
