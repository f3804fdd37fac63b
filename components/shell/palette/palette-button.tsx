"use client";

import { Search } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { Tooltip } from "@/components/ui/tooltip";
import { useBrowserValue } from "@/components/ui/use-browser-value";
import { isMac } from "./is-mac";
import { useOpenPalette } from "./palette-provider";

/** The button that opens the command palette: as wide as the sidebar, or only its icon. */
export function PaletteButton({ layout }: { layout: "wide" | "folded" | "bar" }) {
  const open = useOpenPalette();
  const hasMacKeys = useBrowserValue(isMac, false);
  const shown = hasMacKeys ? "⌘K" : "Ctrl K";
  const shortcut = hasMacKeys ? "Meta+K" : "Control+K";
  if (layout === "wide") {
    return (
      <button
        type="button"
        onClick={open}
        aria-keyshortcuts={shortcut}
        className="mt-2 flex h-9 w-full items-center gap-2.5 rounded-lg border bg-card px-2.5 text-14 text-muted-foreground focus-ring transition-colors hover:border-border-strong hover:text-foreground"
      >
        <Search aria-hidden className="size-4 shrink-0" />
        Search
        <kbd aria-hidden className="ml-auto font-mono text-12">
          {shown}
        </kbd>
      </button>
    );
  }
  const button = (
    <IconButton label="Search" tooltip={false} aria-keyshortcuts={shortcut} onClick={open}>
      <Search />
    </IconButton>
  );
  if (layout === "bar") return button;
  return (
    <Tooltip side="right" content={`Search ${shown}`}>
      {button}
    </Tooltip>
  );
}
