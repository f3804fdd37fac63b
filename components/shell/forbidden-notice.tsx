import Link from "next/link";
import { Button } from "@/components/ui/button";

/** Says that the user has no access to the workspace, and how to get it. */
export function ForbiddenNotice() {
  return (
    <>
      <div className="grid gap-2">
        <h1 className="text-2xl font-semibold tracking-tight">You do not belong to this workspace</h1>
        <p className="max-w-md text-sm leading-6 text-balance text-muted-foreground">
          Ask an owner or an admin of the workspace to add you, or sign in with another account.
        </p>
      </div>
      <Button asChild>
        <Link href="/">Go to the start</Link>
      </Button>
    </>
  );
}
