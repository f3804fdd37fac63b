"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { LocalTime } from "@/components/ui/local-time";
import { useTRPC } from "@/components/trpc/trpc-provider";
import type { ShownSession } from "@/server/accounts/sessions/list-sessions";

/** One signed-in device, which can be signed out. */
export function SessionRow({ session }: { session: ShownSession }) {
  const trpc = useTRPC();
  const router = useRouter();
  const end = useMutation(trpc.accounts.endSession.mutationOptions());

  async function signOutThere() {
    await end.mutateAsync({ sessionId: session.id });
    router.refresh();
  }

  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <div className="grid min-w-0 flex-1 gap-0.5">
        <p className="flex flex-wrap items-center gap-2 text-14 font-medium">
          {session.browser}
          {session.isCurrent && <Badge tone="success">This device</Badge>}
        </p>
        <p className="text-13 leading-5 text-muted-foreground">
          {session.address ?? "Unknown address"} · Last seen <LocalTime at={session.lastSeenAt} /> · Signed in{" "}
          <LocalTime at={session.signedInAt} />
        </p>
      </div>
      {!session.isCurrent && (
        <ConfirmDialog
          trigger={
            <Button size="sm" variant="outline">
              Sign out<span className="sr-only"> {session.browser}</span>
            </Button>
          }
          title={`Sign out ${session.browser}?`}
          description="That device has to sign in again."
          confirmLabel="Sign out"
          onConfirm={signOutThere}
        />
      )}
    </li>
  );
}
