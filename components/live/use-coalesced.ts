import { useCallback, useEffect, useRef } from "react";
import { coalesce } from "./coalesce";

/**
 * Returns a function that requests `run`: one run at a time, with a pause of `restMs` after each. A failed run is only
 * logged, since the next event requests another one.
 */
export function useCoalesced(run: () => Promise<unknown>, restMs: number): () => void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  const request = useRef<(() => void) | null>(null);
  useEffect(() => {
    request.current = coalesce(() => latest.current(), { restMs, onFailure: warn });
  }, [restMs]);
  return useCallback(() => request.current?.(), []);
}

function warn(error: unknown) {
  console.warn("The page could not be refreshed:", error);
}
