"use client";

import { createContext, type ReactNode, use, useEffect, useEffectEvent, useMemo, useSyncExternalStore } from "react";
import type { InboxLiveEvent } from "@/server/inbox/live/live-event";
import { shareEvents } from "./share-events";

type OnEvent = (event: InboxLiveEvent) => void;

const LiveContext = createContext<ReturnType<typeof createLive> | null>(null);

interface LiveProviderProps {
  /** Identifies the member; the tabs of one member share a connection. */
  memberKey: string;
  children: ReactNode;
}

/** Connects the signed-in pages to the workspace's live events. */
export function LiveProvider({ memberKey, children }: LiveProviderProps) {
  const live = useMemo(() => createLive(), []);
  useEffect(() => live.start(`parley-live:${memberKey}`), [live, memberKey]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

/** Calls `onEvent` for each live event while the component is mounted. */
export function useLiveEvents(onEvent: OnEvent): void {
  const live = useLive();
  const handle = useEffectEvent(onEvent);
  useEffect(() => live.subscribe((event) => handle(event)), [live]);
}

/** Whether live events arrive; if not, the caller must poll. */
export function useIsLive(): boolean {
  const live = useLive();
  return useSyncExternalStore(live.watch, live.isConnected, () => false);
}

/** Returns a function that says whether this tab is the one that acts for all tabs of the browser. */
export function useIsLeading(): () => boolean {
  return useLive().isLeading;
}

function useLive() {
  const live = use(LiveContext);
  if (!live) throw new Error("A component that follows live events must be inside LiveProvider.");
  return live;
}

function createLive() {
  const listeners = new Set<OnEvent>();
  const watchers = new Set<() => void>();
  let connected = false;
  let leading = false;
  return {
    start: (name: string) =>
      shareEvents(name, {
        onEvent: (event) => listeners.forEach((listener) => listener(event)),
        onConnected(next) {
          connected = next;
          watchers.forEach((watcher) => watcher());
        },
        onLeading: (next) => void (leading = next),
      }),
    subscribe(listener: OnEvent) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    watch(watcher: () => void) {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
    isConnected: () => connected,
    isLeading: () => leading,
  };
}
