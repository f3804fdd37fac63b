import { useEffect, useEffectEvent } from "react";
import { isTypingTarget } from "@/components/ui/is-typing-target";
import type { InboxKey } from "./inbox-keys";

/** Calls the handler of a key that is pressed anywhere but where letters are typed. */
export function useInboxKeys(handlers: Readonly<Record<InboxKey, () => void>>): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!isInboxKey(event.key, handlers) || isTypingTarget(event.target)) return;
    // The key must not be typed into the text box that gets the focus now.
    event.preventDefault();
    handlers[event.key]();
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => handle(event);
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}

function isInboxKey(key: string, handlers: Readonly<Record<InboxKey, () => void>>): key is InboxKey {
  return Object.hasOwn(handlers, key);
}
