import { type RefCallback, useCallback } from "react";

/** Brings what is unfolded at the edge of a thread into sight: as it opens, and when what it shows has come. */
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
