import { effect } from "@preact/signals-core";

type Cleanup = () => void;
type EventMap = WindowEventMap & DocumentEventMap;

/** What the code that runs now has to undo when its part of the page is removed. */
let current: Cleanup[] | null = null;

/** Runs code whose effects, listeners and clean-ups end together. @returns The result, and a function that ends them. */
export function scope<T>(run: () => T): [result: T, dispose: Cleanup] {
  const cleanups: Cleanup[] = [];
  const result = within(cleanups, run);
  return [result, () => end(cleanups)];
}

/** Calls a function when the scope that runs now ends. */
export function onDispose(cleanup: Cleanup): void {
  if (current === null) throw new Error("There is no scope.");
  current.push(cleanup);
}

/** Runs now and after each change of the signals that it reads, until the scope ends. */
export function watch(run: () => void): void {
  const cleanups: Cleanup[] = [];
  const stop = effect(() => {
    end(cleanups);
    within(cleanups, run);
  });
  onDispose(() => {
    stop();
    end(cleanups);
  });
}

/** Listens until the scope ends. */
export function listen<K extends keyof EventMap>(
  target: EventTarget,
  name: K,
  listener: (event: EventMap[K]) => void,
): void {
  const handle = listener as EventListener;
  target.addEventListener(name, handle);
  onDispose(() => target.removeEventListener(name, handle));
}

function within<T>(cleanups: Cleanup[], run: () => T): T {
  const outer = current;
  current = cleanups;
  try {
    return run();
  } finally {
    current = outer;
  }
}

function end(cleanups: Cleanup[]): void {
  for (const cleanup of cleanups.splice(0).toReversed()) cleanup();
}
