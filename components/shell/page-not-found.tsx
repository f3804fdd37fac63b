"use client";

import { usePathname } from "next/navigation";
import { Spinner } from "@/components/ui/spinner";
import { OpenThere, useWorkspaceElsewhere } from "@/components/workspaces/workspace-elsewhere";
import { NotFoundNotice } from "./not-found-notice";

/** The first id in a page's address is that of what the page is about, or of the bot to which it belongs. */
const ID = /\/([a-z]{3}_[0-9a-z]{26})(?:\/|$)/;

/** Says that a page does not exist or, if it is one of another workspace of the user, offers to open it there. */
export function PageNotFound() {
  const id = ID.exec(usePathname())?.[1];
  const { workspace, isPending } = useWorkspaceElsewhere(id);
  if (isPending) return <Spinner label="Looking for the page …" />;
  if (!workspace) return <NotFoundNotice />;
  return (
    <>
      <div className="grid gap-2">
        <h1 className="text-22 font-semibold tracking-tight">This page is in another workspace</h1>
        <p className="max-w-md text-14 leading-6 text-balance wrap-anywhere text-muted-foreground">
          It belongs to the workspace “{workspace.name}”.
        </p>
      </div>
      <OpenThere workspace={workspace} />
    </>
  );
}
