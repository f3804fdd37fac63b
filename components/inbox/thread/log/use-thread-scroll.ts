import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { ThreadEntry } from "../../inbox-types";

/** Within this distance of the end, the view follows new messages. */
const NEAR_END_PX = 80;

/**
 * Keeps the scroll position of a thread. At the end it follows new entries; elsewhere the visible entries stay in
 * place, also when older ones load above.
 * @param grown The number of outgoing messages below the entries.
 */
export function useThreadScroll(entries: readonly ThreadEntry[], grown: number) {
  const box = useRef<HTMLDivElement>(null);
  const first = useRef<string>(undefined);
  const lastGrown = useRef(grown);
  /** Distance from the visible bottom to the end of the thread. */
  const belowPx = useRef(0);
  const staysAtEnd = useRef(true);
  const [isAtEnd, setAtEnd] = useState(true);
  const [seenSeq, setSeenSeq] = useState(0);
  const lastSeq = entries.at(-1)?.seq ?? 0;

  useLayoutEffect(() => {
    const log = box.current;
    if (!log) return;
    const hasOlder = first.current !== undefined && first.current !== entries[0]?.id;
    first.current = entries[0]?.id;
    // A user who sends a message wants to see it.
    if (grown > lastGrown.current) staysAtEnd.current = true;
    lastGrown.current = grown;
    if (staysAtEnd.current) log.scrollTop = log.scrollHeight;
    else if (hasOlder) log.scrollTop = log.scrollHeight - log.clientHeight - belowPx.current;
    belowPx.current = distanceBelow(log);
  }, [entries, grown]);

  useEffect(() => {
    const log = box.current;
    if (!log) return undefined;
    // The composer below can shrink the thread.
    const observer = new ResizeObserver(() => {
      if (staysAtEnd.current) log.scrollTop = log.scrollHeight;
    });
    observer.observe(log);
    return () => observer.disconnect();
  }, []);

  function onScroll() {
    const log = box.current;
    if (!log) return;
    belowPx.current = distanceBelow(log);
    const isNear = belowPx.current < NEAR_END_PX;
    if (isNear === staysAtEnd.current) return;
    staysAtEnd.current = isNear;
    setAtEnd(isNear);
    setSeenSeq(lastSeq);
  }

  /** Images make the thread taller when they load. */
  function onLoad() {
    const log = box.current;
    if (log && staysAtEnd.current) log.scrollTop = log.scrollHeight;
  }

  function toEnd() {
    box.current?.scrollTo({ top: box.current.scrollHeight });
    staysAtEnd.current = true;
    setAtEnd(true);
  }

  const unseen = isAtEnd ? 0 : entries.filter((entry) => entry.seq > seenSeq && entry.type === "message").length;
  return { box, isAtEnd, unseen, onScroll, onLoad, toEnd };
}

function distanceBelow({ scrollHeight, scrollTop, clientHeight }: HTMLElement): number {
  return scrollHeight - scrollTop - clientHeight;
}
