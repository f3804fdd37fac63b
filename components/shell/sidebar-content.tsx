"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { Logo } from "@/components/brand/logo";
import { Navigation } from "./navigation";
import { UserMenu } from "./user-menu";

export interface SidebarContentProps {
  user: { name: string; email: string };
  workspace: { name: string };
}

interface Surroundings {
  /** Called when a link is followed, to close the sheet on phones. */
  onNavigate?: () => void;
  /** Shown at the end of the logo's row. */
  corner?: ReactNode;
}

/** Logo, workspace, links and account: in the sidebar, and in the sheet on phones. */
export function SidebarContent({ user, workspace, onNavigate, corner }: SidebarContentProps & Surroundings) {
  return (
    <div className="flex h-full flex-col gap-6 p-3">
      <div className="grid gap-2 px-2.5 pt-1">
        <div className="flex h-9 items-center justify-between">
          <Link href="/bots" onClick={onNavigate} className="flex w-fit rounded-md focus-ring">
            <Logo />
          </Link>
          {corner}
        </div>
        <p className="truncate text-13 text-muted-foreground" title={workspace.name}>
          {workspace.name}
        </p>
      </div>
      <div className="-m-1 min-h-0 flex-1 overflow-y-auto p-1">
        <Navigation {...(onNavigate && { onNavigate })} />
      </div>
      <UserMenu name={user.name} email={user.email} />
    </div>
  );
}
