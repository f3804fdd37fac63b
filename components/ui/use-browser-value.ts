import { useSyncExternalStore } from "react";

/** A value that only the browser knows and that does not change while a page is open; on the server another one. */
export function useBrowserValue<T>(read: () => T, onServer: T): T {
  return useSyncExternalStore(never, read, () => onServer);
}

function never(): () => void {
  return () => {};
}
