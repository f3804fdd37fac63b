"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { cn } from "@/components/ui/cn";

/** Within this distance of the end, the view follows new text. */
const NEAR_END_PX = 80;

/** The messages of a chat. Screen readers announce new ones; the view follows only a reader who is at the end. */
export function MessageLog({ className, children }: { className?: string; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  useEffect(stayAtEnd);

  function stayAtEnd() {
    if (atEnd.current) box.current?.scrollTo({ top: box.current.scrollHeight });
  }

  function onScroll() {
    const log = box.current;
    if (log) atEnd.current = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END_PX;
  }

  return (
    <div
      ref={box}
      role="log"
      aria-label="Conversation"
      aria-live="polite"
      onScroll={onScroll}
      // Images make the log taller when they load.
      onLoadCapture={stayAtEnd}
      className={cn(
        "min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 py-5 -outline-offset-2 outline-transparent focus-visible:outline-2 focus-visible:outline-ring",
        className,
      )}
    >
      <div className="mx-auto flex min-h-full max-w-3xl min-w-0 flex-col gap-3">{children}</div>
    </div>
  );
}
