/** What tabs of one browser tell each other: there is a conversation now; messages were read; the visitor has left. */
export type TabNews = { said: true } | { read: string } | { left: true };

/**
 * Connects the tabs with the same chat. Only tabs that share their storage have the same visitor.
 * @returns A function that tells the other tabs.
 */
export function connectTabs(
  channel: string,
  onNews: (news: TabNews) => void,
  signal: AbortSignal,
): (news: TabNews) => void {
  const line = new BroadcastChannel(`parley:${channel}`);
  line.addEventListener("message", ({ data }) => onNews(data as TabNews));
  signal.addEventListener("abort", () => line.close());
  return (news) => {
    if (!signal.aborted) line.postMessage(news);
  };
}
