"use client";

import { createContext, type ReactNode, use, useCallback, useEffect, useEffectEvent, useState } from "react";
import { isComposing } from "@/components/ui/is-composing";
import { CommandPalette } from "./command-palette";
import { isMac } from "./is-mac";
import type { ShownTo } from "../pages";

const OpenPalette = createContext<(() => void) | null>(null);

interface PaletteProviderProps {
  member: ShownTo;
  storageKey: string;
  children: ReactNode;
}

/** The command palette of all pages, which its button and Ctrl+K (on a Mac ⌘K) open. */
export function PaletteProvider({ member, storageKey, children }: PaletteProviderProps) {
  const [isOpen, setOpen] = useState(false);
  const open = useCallback(() => setOpen(true), []);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || !isPaletteKey(event) || isComposing(event)) return;
    if (!isOpen && isAnotherWindowOpen()) return;
    // Firefox would go to its own search box.
    event.preventDefault();
    setOpen(!isOpen);
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
  return (
    <OpenPalette value={open}>
      {children}
      <CommandPalette isOpen={isOpen} onOpenChange={setOpen} member={member} storageKey={storageKey} />
    </OpenPalette>
  );
}

/** Returns the function that opens the palette. */
export function useOpenPalette(): () => void {
  const open = use(OpenPalette);
  if (!open) throw new Error("A component that opens the palette must be inside PaletteProvider.");
  return open;
}

/** On a Mac, Ctrl+K deletes the rest of a line; elsewhere the ⌘ key opens the system's menu. */
function isPaletteKey({ key, code, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): boolean {
  const isModified = isMac() ? metaKey && !ctrlKey : ctrlKey && !metaKey;
  if (!isModified || shiftKey || altKey) return false;
  // With a Cyrillic, Greek or other layout, the key has another letter.
  return key.toLowerCase() === "k" || (code === "KeyK" && !/^[a-z]$/i.test(key));
}

/** Whether a dialog, a sheet or a menu covers the page: they all stop it from scrolling. */
function isAnotherWindowOpen(): boolean {
  return document.body.hasAttribute("data-scroll-locked");
}
