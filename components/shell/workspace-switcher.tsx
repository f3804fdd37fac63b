"use client";

import { Check, ChevronsUpDown, Plus } from "lucide-react";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { useOpenNewWorkspace } from "@/components/workspaces/new-workspace-provider";
import { openWorkspace } from "@/components/workspaces/open-workspace";

interface WorkspaceSwitcherProps {
  workspace: { id: string; name: string };
  workspaces: { id: string; name: string }[];
}

/** The workspace's name, and a menu that opens another one or makes a new one. */
export function WorkspaceSwitcher({ workspace, workspaces }: WorkspaceSwitcherProps) {
  const openNew = useOpenNewWorkspace();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger className="flex min-w-0 items-center gap-1 rounded-md px-2.5 py-1 text-13 text-muted-foreground focus-ring hover:bg-muted">
        <span className="truncate" title={workspace.name}>
          {workspace.name}
        </span>
        <ChevronsUpDown aria-hidden className="ml-auto size-3.5 shrink-0" />
        <span className="sr-only">Switch workspace</span>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="max-w-[min(20rem,calc(100vw-1rem))]">
        {workspaces.map(({ id, name }) => (
          <DropdownMenuItem key={id} onSelect={() => openWorkspace(id)}>
            <Check aria-hidden className={id === workspace.id ? "size-4" : "invisible size-4"} />
            <span className="truncate">{name}</span>
            {id === workspace.id && <span className="sr-only">(current)</span>}
          </DropdownMenuItem>
        ))}
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={openNew}>
          <Plus aria-hidden /> New workspace
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
