"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Button } from "@/components/ui/button";
import { openWorkspaceHere } from "./open-workspace";

/**
 * Finds the other workspace of the user to which something belongs.
 * @param id Undefined for nothing to find.
 */
export function useWorkspaceElsewhere(id: string | undefined) {
  const trpc = useTRPC();
  const found = useQuery(
    trpc.accounts.workspaceOf.queryOptions({ id: id ?? "" }, { enabled: id !== undefined, retry: false }),
  );
  return { workspace: found.data ?? null, isPending: found.isLoading };
}

/** Switches to a workspace and opens the page of the address bar there. */
export function OpenThere({ workspace }: { workspace: { id: string; name: string } }) {
  return (
    <Button className="max-w-full" onClick={() => openWorkspaceHere(workspace.id)}>
      <span className="truncate">Open in “{workspace.name}”</span>
    </Button>
  );
}
