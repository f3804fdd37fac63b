import { EventEmitter } from "node:events";

/**
 * Values told within one process, without the round trip of `announcement`. Nobody may rely on it: whoever waits listens
 * to the announcement as well, which reaches every process.
 */
interface LiveHere<T> {
  tell(id: string, value: T): void;
  /** Calls `onValue` at the first value that is told until the returned function is called. */
  hear(id: string, onValue: (value: T) => void): () => void;
}

// On globalThis, so that one process has one however often a bundler copies this module.
const holder = globalThis as typeof globalThis & { parleyLiveHere?: EventEmitter };

/** A topic of such values. */
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
