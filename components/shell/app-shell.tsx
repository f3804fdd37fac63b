import type { ReactNode } from "react";
import { NotificationBell } from "@/components/notifications/notification-bell";
import { MobileBar } from "./mobile-bar";
import { SidebarContent, type SidebarContentProps } from "./sidebar-content";

interface AppShellProps extends SidebarContentProps {
  children: ReactNode;
}

/**
 * The frame of every signed-in page: a sidebar, which below 1024 px is a sheet behind a bar. `--shell-top` is the bar's
 * height (0 on wide screens): a part that fills the window is `h-[calc(100dvh-var(--shell-top))]`.
 */
export function AppShell({ children, ...account }: AppShellProps) {
  return (
    <div className="min-h-dvh [--shell-top:3.5rem] lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)] lg:[--shell-top:0px]">
      <a
        href="#content"
        className="sr-only z-60 rounded-lg bg-primary px-4 py-2 text-14 font-medium text-primary-foreground focus-ring focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        Skip to content
      </a>
      <aside className="sticky top-0 hidden h-dvh border-r bg-sidebar lg:block">
        <SidebarContent {...account} corner={<NotificationBell />} />
      </aside>
      <MobileBar {...account} />
      <main id="content" tabIndex={-1} className="min-w-0 outline-none">
        {children}
      </main>
    </div>
  );
}
