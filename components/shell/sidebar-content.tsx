"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { Logo, LogoMark } from "@/components/brand/logo";
import { cn } from "@/components/ui/cn";
import { Navigation } from "./navigation";
import { UserMenu } from "./user-menu";

export interface SidebarContentProps {
  user: { name: string; email: string };
  workspace: { name: string };
}

interface Surroundings {
  /** Shows only icons; their names are tooltips. */
  isFolded?: boolean;
  /** Called when a link is followed, to close the sheet on phones. */
  onNavigate?: () => void;
  /** Shown at the end of the logo's row. */
  corner?: ReactNode;
}

/** Logo, workspace, links and account: in the sidebar, and in the sheet on phones. */
export function SidebarContent({
  user,
  workspace,
  isFolded = false,
  onNavigate,
  corner,
}: SidebarContentProps & Surroundings) {
  return (
    <div className={cn("flex h-full flex-col p-2.5", isFolded ? "gap-3" : "gap-5")}>
      <div className="grid gap-1">
        <div className={cn("flex items-center", isFolded ? "flex-col gap-1" : "h-9 gap-0.5")}>
          <Link
            href="/bots"
            aria-label={isFolded ? "Parley" : undefined}
            onClick={onNavigate}
            className={cn(
              "flex rounded-md focus-ring",
              isFolded ? "size-9 items-center justify-center" : "mr-auto ml-2.5 w-fit",
            )}
          >
            {isFolded ? <LogoMark /> : <Logo />}
          </Link>
          {corner}
        </div>
        {!isFolded && (
          <p className="truncate px-2.5 text-13 text-muted-foreground" title={workspace.name}>
            {workspace.name}
          </p>
        )}
      </div>
      <div className="-m-1 min-h-0 flex-1 overflow-y-auto p-1">
        <Navigation isFolded={isFolded} {...(onNavigate && { onNavigate })} />
      </div>
      <UserMenu name={user.name} email={user.email} isFolded={isFolded} />
    </div>
  );
}
