import type { ReactNode } from "react";
import { NotificationAlerts } from "@/components/notifications/alerts/notification-alerts";
import { NewWorkspaceProvider } from "@/components/workspaces/new-workspace-provider";
import { LeaveGuard } from "./leave-guard";
import { MobileBar } from "./mobile-bar";
import { PaletteProvider } from "./palette/palette-provider";
import { recentKey } from "./palette/recent-entries";
import { Sidebar } from "./sidebar";
import type { SidebarContentProps } from "./sidebar-content";

interface AppShellProps extends SidebarContentProps {
  /** Whether the sidebar shows only its icons at first. */
  initiallyFolded: boolean;
  children: ReactNode;
}

/**
 * The frame of every signed-in page: a sidebar, which below 1024 px is a sheet behind a bar. `--shell-top` is the bar's
 * height (0 on wide screens): a part that fills the window is `h-[calc(100dvh-var(--shell-top))]`.
 */
export function AppShell({ children, initiallyFolded, ...account }: AppShellProps) {
  return (
    <div className="min-h-dvh [--shell-top:3.5rem] lg:flex lg:[--shell-top:0px]">
      <a
        href="#content"
        className="sr-only z-60 rounded-lg bg-primary px-4 py-2 text-14 font-medium text-primary-foreground focus-ring focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        Skip to content
      </a>
      <PaletteProvider member={account} storageKey={recentKey(account.workspace.id, account.user.id)}>
        <NewWorkspaceProvider>
          <Sidebar {...account} initiallyFolded={initiallyFolded} />
          <MobileBar {...account} />
        </NewWorkspaceProvider>
      </PaletteProvider>
      <NotificationAlerts />
      <main id="content" tabIndex={-1} className="min-w-0 flex-1 outline-none">
        {children}
      </main>
      <LeaveGuard />
    </div>
  );
}
