"use client";

import { createContext, type ReactNode, use, useCallback } from "react";
import { useAskedDialog } from "@/components/ui/use-asked-dialog";
import { NewWorkspaceDialog } from "./new-workspace-dialog";

const OpenNewWorkspace = createContext<(() => void) | null>(null);

/** The dialog for a new workspace, of all pages. The address `?new=workspace` opens it, too. */
export function NewWorkspaceProvider({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useAskedDialog("workspace");
  const open = useCallback(() => setOpen(true), [setOpen]);
  return (
    <OpenNewWorkspace value={open}>
      {children}
      <NewWorkspaceDialog open={isOpen} onOpenChange={setOpen} />
    </OpenNewWorkspace>
  );
}

/** Returns the function that opens the dialog for a new workspace. */
export function useOpenNewWorkspace(): () => void {
  const open = use(OpenNewWorkspace);
  if (!open) throw new Error("A component that opens the dialog must be inside NewWorkspaceProvider.");
  return open;
}
