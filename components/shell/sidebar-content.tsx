"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { Logo, LogoMark } from "@/components/brand/logo";
import { NextStep } from "@/components/guide/next-step";
import { cn } from "@/components/ui/cn";
import type { ShownUser } from "@/server/accounts/sessions/get-user";
import type { Guide } from "@/server/guide/guide-steps";
import { hasRole, type Role } from "@/server/roles";
import { Navigation } from "./navigation";
import { UserMenu } from "./user-menu";
import { WorkspaceSwitcher } from "./workspace-switcher";

export interface SidebarContentProps {
  user: ShownUser;
  workspace: { id: string; name: string };
  /** All workspaces that the user belongs to. */
  workspaces: { id: string; name: string }[];
  role: Role;
  /** Whether the member sees only some bots. */
  isLimited: boolean;
  /** The first steps as the server read them; null if they are not shown. */
  guide: Guide | null;
}

interface Surroundings {
  /** Shows only icons; their names are tooltips. */
  isFolded?: boolean;
  /** Called when a link is followed, to close the sheet on phones. */
  onNavigate?: () => void;
  /** Shown at the end of the logo's row. */
  corner?: ReactNode;
  /** The button that opens the search. */
  search?: ReactNode;
}

/** Logo, workspace, links and account: in the sidebar, and in the sheet on phones. */
export function SidebarContent({
  user,
  workspace,
  workspaces,
  role,
  isLimited,
  guide,
  isFolded = false,
  onNavigate,
  corner,
  search,
}: SidebarContentProps & Surroundings) {
  const canEdit = hasRole(role, "editor");
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
        {!isFolded && <WorkspaceSwitcher workspace={workspace} workspaces={workspaces} />}
        {search}
      </div>
      <Navigation member={{ role, isLimited }} isFolded={isFolded} {...(onNavigate && { onNavigate })} />
      {!isFolded && <NextStep canEdit={canEdit} initial={guide} {...(onNavigate && { onNavigate })} />}
      <UserMenu user={user} canEdit={canEdit} isFolded={isFolded} />
    </div>
  );
}
