"use client";

import { useMutation } from "@tanstack/react-query";
import { signOut } from "next-auth/react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ShownSession } from "@/server/accounts/sessions/list-sessions";
import { SessionRow } from "./session-row";

/** The devices on which the user is signed in. Each can be signed out, or all of them. */
export function SessionsCard({ sessions }: { sessions: readonly ShownSession[] }) {
  const trpc = useTRPC();
  const end = useMutation(trpc.accounts.signOutEverywhere.mutationOptions());

  async function leave() {
    await end.mutateAsync();
    await signOut({ callbackUrl: "/sign-in" });
  }

  return (
    <Card>
      <CardHeader>
        <CardTitle>Devices</CardTitle>
        <CardDescription>
          Signing out ends the session on this device only. Sign out everywhere if you lost a device or left one signed
          in.
        </CardDescription>
      </CardHeader>
      <CardContent className="grid gap-4">
        <ul className="divide-y border-y">
          {sessions.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </ul>
        <ConfirmDialog
          trigger={
            <Button variant="outline" className="w-fit">
              Sign out everywhere
            </Button>
          }
          title="Sign out everywhere?"
          description="You have to sign in again on every device, including this one."
          confirmLabel="Sign out everywhere"
          onConfirm={leave}
        />
      </CardContent>
    </Card>
  );
}
