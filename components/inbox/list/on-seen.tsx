"use client";

import { useEffect, useRef } from "react";

/**
 * An invisible line that tells when it comes into sight, once; where more may be wanted after that, give it another
 * `key`.
 */
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
