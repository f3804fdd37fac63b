import type { ReadonlySignal } from "@preact/signals-core";
import { useCallback, useSyncExternalStore } from "react";

/** The value of a signal; the component renders again when it changes. */
export function useSignal<T>(source: ReadonlySignal<T>): T {
  const subscribe = useCallback((listener: () => void) => source.subscribe(listener), [source]);
  const read = () => source.peek();
  return useSyncExternalStore(subscribe, read, read);
}
