import { type RefCallback, useCallback } from "react";

/** Scrolls an expanded element into view, when it opens and again when its content has loaded. */
export function useReveal(): RefCallback<HTMLElement> {
  return useCallback((element: HTMLElement | null) => {
    if (!element) return undefined;
    let isLoaded = false;
    const observer = new ResizeObserver(() => {
      element.scrollIntoView({ block: "nearest" });
      if (isLoaded) observer.disconnect();
      isLoaded = true;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
}
