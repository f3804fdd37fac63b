/**
 * Takes work that an answer does not wait for, as `after` of Next.js does: a promise, to keep the process until it
 * settles, or a function, to call once the answer has left. The sweep makes up for work that is lost with its process.
 */
export type Later = (work: Promise<void> | (() => Promise<void>)) => void;
