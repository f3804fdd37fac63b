"use client";

import { useEffect, useId, useSyncExternalStore } from "react";

/** The components with unsaved changes, and whether this device keeps these. */
const unsaved = new Map<string, boolean>();
const listeners = new Set<() => void>();

/**
 * Leaving the page asks while a component on it has unsaved changes (see `LeaveGuard`).
 * @param areKept True if this device keeps the changes, and the page shows them again.
 */
export function useUnsavedChanges(isUnsaved: boolean, areKept = false): void {
  const id = useId();
  useEffect(() => {
    if (!isUnsaved) return undefined;
    unsaved.set(id, areKept);
    announce();
    return () => {
      unsaved.delete(id);
      announce();
    };
  }, [id, isUnsaved, areKept]);
}

/** What leaving the page does to unsaved changes: this device keeps them, or they are lost. */
export function useUnsaved(): "none" | "kept" | "lost" {
  return useSyncExternalStore(subscribe, readUnsaved, () => "none");
}

function announce(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function readUnsaved() {
  if (unsaved.size === 0) return "none";
  return [...unsaved.values()].every(Boolean) ? "kept" : "lost";
}
