"use client";

import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { NotificationBell } from "@/components/notifications/notification-bell";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { isTypingTarget } from "@/components/ui/is-typing-target";
import { Tooltip } from "@/components/ui/tooltip";
import { PaletteButton } from "./palette/palette-button";
import { foldedCookie } from "./folded-cookie";
import { SidebarContent, type SidebarContentProps } from "./sidebar-content";

const KEY = "[";

interface SidebarProps extends SidebarContentProps {
  /** As the browser's cookie says. */
  initiallyFolded: boolean;
}

/** The sidebar of wide screens, which a button and the key `[` fold to its icons. */
export function Sidebar({ initiallyFolded, ...account }: SidebarProps) {
  const [isFolded, setFolded] = useState(initiallyFolded);

  const toggle = useCallback(() => {
    document.cookie = foldedCookie(!isFolded);
    setFolded(!isFolded);
  }, [isFolded]);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      // Many keyboards need AltGr for the key, which Windows reports as Ctrl and Alt.
      const isModified = event.metaKey || ((event.ctrlKey || event.altKey) && !event.getModifierState("AltGraph"));
      if (event.key !== KEY || event.defaultPrevented || isModified || isTypingTarget(event.target)) return;
      event.preventDefault();
      toggle();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [toggle]);

  const label = isFolded ? "Unfold the sidebar" : "Fold the sidebar";
  return (
    <aside
      className={cn("sticky top-0 hidden h-dvh shrink-0 border-r bg-sidebar lg:block", isFolded ? "w-14.5" : "w-60")}
    >
      <SidebarContent
        {...account}
        isFolded={isFolded}
        search={<PaletteButton layout={isFolded ? "folded" : "wide"} />}
        corner={
          <>
            <NotificationBell />
            <Tooltip
              side="right"
              content={
                <>
                  {label} <kbd className="ml-1 rounded-xs border border-background/30 px-1 font-mono">{KEY}</kbd>
                </>
              }
            >
              <IconButton label={label} tooltip={false} aria-keyshortcuts={KEY} onClick={toggle}>
                {isFolded ? <PanelLeftOpen /> : <PanelLeftClose />}
              </IconButton>
            </Tooltip>
          </>
        }
      />
    </aside>
  );
}
