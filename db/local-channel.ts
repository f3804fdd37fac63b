import { EventEmitter } from "node:events";

/**
 * Passes values within one process, without the round trip of `announcement`. It is only a shortcut: a waiter must
 * listen to the announcement as well, which reaches every process.
 */
interface LocalChannel<T> {
  publish(id: string, value: T): void;
  /** Calls `onValue` for the first value that is sent until the returned function is called. */
  subscribeOnce(id: string, onValue: (value: T) => void): () => void;
}

// On globalThis, so that a process has one emitter even if a bundler copies this module.
const holder = globalThis as typeof globalThis & { parleyLocalChannel?: EventEmitter };

/** Creates a topic for such values. */
export function localChannel<T>(topic: string): LocalChannel<T> {
  const emitter = () => (holder.parleyLocalChannel ??= new EventEmitter());
  return {
    publish: (id, value) => void emitter().emit(`${topic}:${id}`, value),
    subscribeOnce(id, onValue) {
      emitter().once(`${topic}:${id}`, onValue);
      return () => emitter().off(`${topic}:${id}`, onValue);
    },
  };
}
