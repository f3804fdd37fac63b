/** The most interactions that a conversation comes through without waiting for the customer; then it is cut. */
export const MAX_HOPS = 20;
