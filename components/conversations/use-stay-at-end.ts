import { useEffect, useRef } from "react";

/** Within this distance of the end, the view follows new messages. */
const NEAR_END_PX = 160;

/** Starts a long page at its end, and follows new content while the reader is at the end. */
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
