"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";

/**
 * Asks before the user leaves the page with unsaved changes: by a link, by the back button (in browsers with the
 * Navigation API) or by closing the tab. Calling `pending` continues the navigation.
 */
export function useLeaveGuard(isDirty: boolean) {
  const router = useRouter();
  const [pending, setPending] = useState<(() => void) | null>(null);
  const isOpen = useRef(false);

  useEffect(() => {
    if (!isDirty) return undefined;
    const hold = (goOn: () => void) =>
      setPending(() => () => {
        isOpen.current = true;
        goOn();
      });
    const stops = [warnBeforeUnload(isOpen), holdLinks(isOpen, hold, router.push), holdHistory(isOpen, hold)];
    return () => stops.forEach((stop) => stop());
  }, [isDirty, router]);

  return {
    isAsking: pending !== null,
    leave: () => pending?.(),
    stay: () => setPending(null),
  };
}

type IsOpen = { readonly current: boolean };
type Hold = (goOn: () => void) => void;

function warnBeforeUnload(isOpen: IsOpen): () => void {
  const warn = (event: BeforeUnloadEvent) => {
    if (!isOpen.current) event.preventDefault();
  };
  window.addEventListener("beforeunload", warn);
  return () => window.removeEventListener("beforeunload", warn);
}

function holdLinks(isOpen: IsOpen, hold: Hold, push: (href: string) => void): () => void {
  const onClick = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    const leavesByKey = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (isOpen.current || !(link instanceof HTMLAnchorElement) || leavesByKey) return;
    const isElsewhere = link.origin !== location.origin || link.pathname === location.pathname;
    if (isElsewhere || (link.target !== "" && link.target !== "_self")) return;
    event.preventDefault();
    event.stopPropagation();
    hold(() => push(link.pathname + link.search + link.hash));
  };
  // Listen on the window in the capture phase, to run before any link's handler.
  window.addEventListener("click", onClick, true);
  return () => window.removeEventListener("click", onClick, true);
}

function holdHistory(isOpen: IsOpen, hold: Hold): () => void {
  if (!("navigation" in window)) return () => undefined;
  const onNavigate = (event: NavigateEvent) => {
    const isSamePage = new URL(event.destination.url).pathname === location.pathname;
    if (isOpen.current || event.navigationType !== "traverse" || !event.cancelable || isSamePage) return;
    const { key } = event.destination;
    event.preventDefault();
    hold(() => void navigation.traverseTo(key));
  };
  navigation.addEventListener("navigate", onNavigate);
  return () => navigation.removeEventListener("navigate", onNavigate);
}
