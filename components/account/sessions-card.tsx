"use client";

import { useMutation } from "@tanstack/react-query";
import { signOut } from "next-auth/react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";

/** Ends every session of the signed-in user, e.g. after losing a device. */
export function SessionsCard() {
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
      <CardContent>
        <ConfirmDialog
          trigger={<Button variant="outline">Sign out everywhere</Button>}
          title="Sign out everywhere?"
          description="You have to sign in again on every device, including this one."
          confirmLabel="Sign out everywhere"
          onConfirm={leave}
        />
      </CardContent>
    </Card>
  );
}
