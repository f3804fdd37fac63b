/**
 * Accepts work that a response does not wait for, like `after` of Next.js: a promise, to keep the process alive until
 * it settles, or a function, to call after the response is sent. The sweep repeats work that is lost in a crash.
 */
export type Later = (work: Promise<void> | (() => Promise<void>)) => void;
