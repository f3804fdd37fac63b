import { useCallback, useEffect, useRef } from "react";

/**
 * Lets the tabs in which one visitor has a chat open tell each other that something was said: a tab without
 * messages has no conversation yet that it could follow.
 * @returns Tells the others.
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
