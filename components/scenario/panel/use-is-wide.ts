"use client";

import { useSyncExternalStore } from "react";

/** From this width on, the side panel is docked. */
const WIDE = "(min-width: 64rem)";

/** Whether the window has room for a docked side panel. */
export function useIsWide(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(WIDE).matches,
    () => true,
  );
}

function subscribe(listener: () => void): () => void {
  const media = window.matchMedia(WIDE);
  media.addEventListener("change", listener);
  return () => media.removeEventListener("change", listener);
}
