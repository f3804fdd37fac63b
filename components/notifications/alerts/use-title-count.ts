import { useEffect } from "react";

/** Shows a count before the page's title, "(2) Inbox · Parley", also when the title changes. */
export function useTitleCount(count: number): void {
  useEffect(() => {
    let base = document.title;
    let shown = base;
    function show() {
      // Any other title comes from a page, which has replaced the one with the count.
      if (document.title !== shown) base = document.title;
      shown = withCount(base, count);
      if (document.title !== shown) document.title = shown;
    }
    show();
    const observer = new MutationObserver(show);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => {
      observer.disconnect();
      if (document.title === shown) document.title = base;
    };
  }, [count]);
}

/** A title with a count before it; unchanged if there is nothing to count. */
export function withCount(title: string, count: number): string {
  if (count === 0) return title;
  return `(${count > 99 ? "99+" : count}) ${title}`;
}
