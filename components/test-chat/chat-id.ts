"use client";

import { useCallback, useSyncExternalStore } from "react";
import { tabStorage } from "@/components/chat/tab-storage";

/**
 * The session of a bot's test chat. A tab keeps it in its session storage, so that a reload continues the session and
 * two tabs have one each.
 */
interface Session {
  id: string;
  /** Whether it was stored before this page was loaded, so that there may be messages to show again. */
  isOld: boolean;
}

const sessions = new Map<string, Session>();
const listeners = new Set<() => void>();

/** The session of a bot's test chat, and the function that starts a new one. Null while the server renders. */
export function useChatSession(botId: string): [Session | null, () => void] {
  const session = useSyncExternalStore(
    subscribe,
    () => sessionOf(botId),
    () => null,
  );
  const restart = useCallback(() => {
    keep(botId, { id: crypto.randomUUID(), isOld: false });
    for (const listener of listeners) listener();
  }, [botId]);
  return [session, restart];
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function sessionOf(botId: string): Session {
  const known = sessions.get(botId);
  if (known) return known;
  const stored = tabStorage()?.getItem(keyOf(botId));
  return keep(botId, stored ? { id: stored, isOld: true } : { id: crypto.randomUUID(), isOld: false });
}

function keep(botId: string, session: Session): Session {
  sessions.set(botId, session);
  tabStorage()?.setItem(keyOf(botId), session.id);
  return session;
}

function keyOf(botId: string): string {
  return `parley-test-chat-${botId}`;
}
