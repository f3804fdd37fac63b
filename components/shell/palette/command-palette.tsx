"use client";

import Link from "next/link";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { Dialog, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog";
import type { PaletteEntry } from "./entry";
import { PaletteBody } from "./palette-body";
import { keepRecent } from "./recent-entries";
import type { ShownTo } from "../pages";

interface CommandPaletteProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  member: ShownTo;
  /** Where the browser keeps this member's recent choices. */
  storageKey: string;
}

/** Searches everything of the workspace, and leads to what is chosen. */
export function CommandPalette({ isOpen, onOpenChange, member, storageKey }: CommandPaletteProps) {
  const [target, setTarget] = useState<string | null>(null);
  const opener = useRef<Element | null>(null);

  function choose(entry: PaletteEntry, isNewTab: boolean) {
    if (entry.href === null) return;
    keepRecent(localStorage, storageKey, entry);
    onOpenChange(false);
    if (isNewTab) window.open(entry.href, "_blank", "noopener");
    else setTarget(entry.href);
  }

  return (
    <>
      <Dialog open={isOpen} onOpenChange={onOpenChange}>
        <DialogContent
          width="lg"
          className="top-4 flex translate-y-0 flex-col gap-0 overflow-hidden p-0 sm:top-[12dvh] [&>button]:top-3"
          onOpenAutoFocus={() => {
            opener.current = document.activeElement;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (opener.current instanceof HTMLElement) opener.current.focus({ preventScroll: true });
          }}
        >
          <DialogTitle className="sr-only">Search</DialogTitle>
          <DialogDescription className="sr-only">
            Finds pages, bots, actions, tables, channels, knowledge sources and conversations. The arrow keys select,
            Enter opens.
          </DialogDescription>
          <PaletteBody member={member} storageKey={storageKey} onChoose={choose} />
          <KeyHints />
        </DialogContent>
      </Dialog>
      {target !== null && <FollowedLink href={target} onFollowed={() => setTarget(null)} />}
    </>
  );
}

/** A link that is followed when it appears: a page with unsaved changes notices links, but not the router's calls. */
function FollowedLink({ href, onFollowed }: { href: string; onFollowed: () => void }) {
  const link = useRef<HTMLAnchorElement>(null);
  const follow = useEffectEvent(() => {
    link.current?.click();
    onFollowed();
  });
  useEffect(() => follow(), []);
  return <Link ref={link} href={href} prefetch={false} hidden aria-hidden tabIndex={-1} />;
}

const hints = [
  { keys: "↑ ↓", text: "Select" },
  { keys: "Enter", text: "Open" },
  { keys: "Ctrl/⌘ Enter", text: "Open in a new tab" },
  { keys: "Esc", text: "Close" },
];

function KeyHints() {
  return (
    <p aria-hidden className="hidden gap-4 border-t bg-muted/50 px-4 py-2 text-12 text-muted-foreground sm:flex">
      {hints.map(({ keys, text }) => (
        <span key={text} className="flex items-center gap-1.5">
          <kbd className="rounded-sm border bg-card px-1 font-mono">{keys}</kbd>
          {text}
        </span>
      ))}
    </p>
  );
}
