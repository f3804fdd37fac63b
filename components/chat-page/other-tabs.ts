import { useCallback, useEffect, useRef } from "react";

/**
 * Lets the tabs of one visitor notify each other of new messages: a tab without messages has no conversation to follow
 * yet.
 * @returns A function that notifies the other tabs.
 */
export function useOtherTabs(channel: string, onNews: () => void): () => void {
  const latest = useRef(onNews);
  const line = useRef<BroadcastChannel | null>(null);
  useEffect(() => {
    latest.current = onNews;
  });
  useEffect(() => {
    const opened = new BroadcastChannel(`parley-chat:${channel}`);
    opened.addEventListener("message", () => latest.current());
    line.current = opened;
    return () => {
      line.current = null;
      opened.close();
    };
  }, [channel]);
  return useCallback(() => line.current?.postMessage("said"), []);
}
