import type { WidgetEvents } from "../panel-contract.ts";

type Listener = (detail: never) => void;

export interface Emitter {
  on<N extends keyof WidgetEvents>(name: N, listener: (detail: WidgetEvents[N]) => void): () => void;
  emit<N extends keyof WidgetEvents>(name: N, detail: Omit<WidgetEvents[N], "channel">): void;
}

/** Passes events to the site's code, which hears them after the widget's own code has run. */
export function createEmitter(channel: string): Emitter {
  const listeners = new Map<string, Set<Listener>>();
  let isReady = false;
  return {
    on(name, listener) {
      const all = listeners.get(name) ?? new Set<Listener>();
      listeners.set(name, all.add(listener));
      if (name === "ready" && isReady) call(listener, { channel });
      return () => void all.delete(listener);
    },
    emit(name, detail) {
      if (name === "ready") isReady = true;
      for (const listener of listeners.get(name) ?? []) call(listener, { ...detail, channel });
    },
  };
}

/** An error of the site's listener is reported as the site's, and stops nobody else. */
function call(listener: Listener, detail: object): void {
  queueMicrotask(() => listener(detail as never));
}
