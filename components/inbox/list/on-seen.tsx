"use client";

import { useEffect, useRef } from "react";

/** An invisible element that calls `onSeen` once, when it scrolls into view. Give it a new `key` to use it again. */
export function OnSeen({ onSeen }: { onSeen: () => void }) {
  const line = useRef<HTMLDivElement>(null);
  const latest = useRef(onSeen);
  useEffect(() => {
    latest.current = onSeen;
  });
  useEffect(() => {
    if (!line.current) return undefined;
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      latest.current();
    });
    observer.observe(line.current);
    return () => observer.disconnect();
  }, []);
  return <div ref={line} aria-hidden className="min-h-px w-full" />;
}
