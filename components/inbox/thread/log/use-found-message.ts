import { type RefObject, useEffect, useRef } from "react";
import { markFound } from "./mark-found";
import type { useThread } from "../use-thread";

/** How many older entries one request loads on the way to the message. */
const PAGE = 200;

/** Scrolls to a message once and marks the words of the search in it, after the older entries up to it have loaded. */
export function useFoundMessage(
  box: RefObject<HTMLElement | null>,
  { entries, hasOlder, older }: Pick<ReturnType<typeof useThread>, "entries" | "hasOlder" | "older">,
  foundSeq: number | null,
): void {
  const shown = useRef<number>(null);
  const isAbove = foundSeq !== null && hasOlder && entries[0] !== undefined && entries[0].seq > foundSeq;
  const { load, isLoading, failure } = older;
  useEffect(() => {
    if (isAbove && !isLoading && failure === undefined) void load(PAGE);
  }, [isAbove, isLoading, failure, load]);
  const isLoaded = entries.some(({ seq }) => seq === foundSeq);
  useEffect(() => {
    if (foundSeq === null || !isLoaded || shown.current === foundSeq) return;
    const entry = box.current?.querySelector(`[data-seq="${foundSeq}"]`)?.lastElementChild;
    if (!entry) return;
    shown.current = foundSeq;
    entry.scrollIntoView({ block: "center" });
    markFound(entry, new URLSearchParams(window.location.search).get("search") ?? "");
  }, [box, foundSeq, isLoaded]);
}
