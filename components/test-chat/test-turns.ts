"use client";

import { useSyncExternalStore } from "react";

/** The turns of each bot's test chat, oldest first, for the pages beside the chat. */
const turnsByBot = new Map<string, readonly string[]>();
const listeners = new Set<() => void>();
const NONE: readonly string[] = [];

/** Tells the pages beside a test chat which turns it has had. */
export function shareTestTurns(botId: string, turnIds: readonly string[]): void {
  const known = turnsByBot.get(botId) ?? NONE;
  if (known.length === turnIds.length && known.every((id, i) => id === turnIds[i])) return;
  turnsByBot.set(botId, turnIds);
  for (const listener of listeners) listener();
}

/** The ids of the turns that a bot's test chat shows, oldest first. */
export function useTestTurns(botId: string): readonly string[] {
  return useSyncExternalStore(
    subscribe,
    () => turnsByBot.get(botId) ?? NONE,
    () => NONE,
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
