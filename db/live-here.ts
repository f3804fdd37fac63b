import { EventEmitter } from "node:events";

/**
 * Passes values within one process, without the round trip of `announcement`. It is only a shortcut: a waiter must
 * listen to the announcement as well, which reaches every process.
 */
interface LiveHere<T> {
  tell(id: string, value: T): void;
  /** Calls `onValue` for the first value that is sent until the returned function is called. */
  hear(id: string, onValue: (value: T) => void): () => void;
}

// On globalThis, so that a process has one emitter even if a bundler copies this module.
const holder = globalThis as typeof globalThis & { parleyLiveHere?: EventEmitter };

/** Creates a topic for such values. */
export function liveHere<T>(topic: string): LiveHere<T> {
  const emitter = () => (holder.parleyLiveHere ??= new EventEmitter());
  return {
    tell: (id, value) => void emitter().emit(`${topic}:${id}`, value),
    hear(id, onValue) {
      emitter().once(`${topic}:${id}`, onValue);
      return () => emitter().off(`${topic}:${id}`, onValue);
    },
  };
}
