import { useEffect, useRef } from "react";

/** How far from its end a reader may be and still be taken along with what is new. */
const NEAR_END_PX = 160;

/** Starts a long page at its newest end, and keeps a reader who is there at the end as it grows. */
export function useStayAtEnd(length: number): void {
  const atEnd = useRef(true);
  useEffect(() => {
    const look = () => {
      const { scrollHeight, clientHeight, scrollTop } = document.documentElement;
      atEnd.current = scrollHeight - clientHeight - scrollTop < NEAR_END_PX;
    };
    window.addEventListener("scroll", look, { passive: true });
    return () => window.removeEventListener("scroll", look);
  }, []);
  useEffect(() => {
    if (length > 0 && atEnd.current) window.scrollTo({ top: document.documentElement.scrollHeight });
  }, [length]);
}
