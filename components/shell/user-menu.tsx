"use client";

import { ChevronsUpDown, LogOut, Monitor, Moon, Sun } from "lucide-react";
import { signOut } from "next-auth/react";
import { toast } from "sonner";
import { Avatar } from "@/components/ui/avatar";
import { ShowGuideItem } from "@/components/guide/show-guide-item";
import { useAccountTheme } from "@/components/theme/use-account-theme";
import { cn } from "@/components/ui/cn";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { ShownUser } from "@/server/accounts/sessions/get-user";

interface UserMenuProps {
  user: ShownUser;
  canEdit: boolean;
  /** Shows only the initials. */
  isFolded: boolean;
}

/** The menu of the signed-in user: theme, the guide for the first steps, and sign out. */
export function UserMenu({ user, canEdit, isFolded }: UserMenuProps) {
  const { name, email, photoId } = user;
  const { theme, choose } = useAccountTheme();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={`${name}: your account`}
        className={cn(
          "flex items-center gap-2.5 rounded-lg text-left focus-ring transition-colors hover:bg-accent data-[state=open]:bg-accent",
          isFolded ? "size-9 justify-center" : "w-full p-2",
        )}
      >
        <Avatar name={name} photoId={photoId} />
        {!isFolded && (
          <>
            <span className="grid min-w-0 flex-1 leading-tight">
              <span className="truncate text-14 font-medium">{name}</span>
              <span className="truncate text-12 text-muted-foreground">{email}</span>
            </span>
            <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted-foreground" />
          </>
        )}
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" side="top" className="w-(--radix-dropdown-menu-trigger-width) min-w-52">
        <DropdownMenuLabel>Theme</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={theme} onValueChange={choose}>
          <DropdownMenuRadioItem value="light">
            <Sun aria-hidden /> Light
          </DropdownMenuRadioItem>
          <DropdownMenuRadioItem value="dark">
            <Moon aria-hidden /> Dark
          </DropdownMenuRadioItem>
          <DropdownMenuRadioItem value="system">
            <Monitor aria-hidden /> System
          </DropdownMenuRadioItem>
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        {canEdit && <ShowGuideItem />}
        <DropdownMenuItem onSelect={leave}>
          <LogOut aria-hidden /> Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

/** A full page load, so that no data of this account stays in memory. */
async function leave() {
  try {
    await signOut({ callbackUrl: "/sign-in" });
  } catch {
    toast.error("Signing out failed. Check your connection and try again.");
  }
}
