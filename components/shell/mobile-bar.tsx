"use client";

import { Menu } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Logo } from "@/components/brand/logo";
import { NotificationBell } from "@/components/notifications/notification-bell";
import { IconButton } from "@/components/ui/icon-button";
import { Sheet, SheetContent, SheetDescription, SheetTitle, SheetTrigger } from "@/components/ui/sheet";
import { PaletteButton } from "./palette/palette-button";
import { SidebarContent, type SidebarContentProps } from "./sidebar-content";

/** The bar on narrow screens, with the button that opens the sidebar. */
export function MobileBar(account: SidebarContentProps) {
  const [open, setOpen] = useState(false);
  return (
    <header className="sticky top-0 z-40 flex h-14 items-center gap-2 border-b bg-background px-3 lg:hidden">
      <Sheet open={open} onOpenChange={setOpen}>
        <SheetTrigger asChild>
          <IconButton label="Open the menu" tooltip={false}>
            <Menu className="size-5" />
          </IconButton>
        </SheetTrigger>
        <SheetContent side="left" className="w-72 max-w-[calc(100%-3rem)] gap-0 bg-sidebar p-0">
          <SheetTitle className="sr-only">Menu</SheetTitle>
          <SheetDescription className="sr-only">Pages of your workspace, and your account.</SheetDescription>
          <SidebarContent {...account} onNavigate={() => setOpen(false)} />
        </SheetContent>
      </Sheet>
      <Link href="/bots" className="flex rounded-md focus-ring">
        <Logo />
      </Link>
      <div className="ml-auto flex gap-1">
        <PaletteButton layout="bar" />
        <NotificationBell />
      </div>
    </header>
  );
}
