import { useState } from "react";

const KEY = "parley-inbox-details";

/** Whether the details pane is open on wide screens; this browser remembers it. */
export function useDetailsFold() {
  const [isOpen, setOpen] = useState(() => read() !== "folded");
  function toggle() {
    setOpen(!isOpen);
    try {
      window.localStorage.setItem(KEY, isOpen ? "folded" : "open");
    } catch {
      // The storage is full or forbidden; the choice then lasts as long as the conversation is open.
    }
  }
  return { isOpen, toggle };
}

function read(): string | null {
  try {
    return window.localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
